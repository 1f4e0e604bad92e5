import asyncio


async def fails():
    raise ValueError("child")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("swallowed")
            await asyncio.sleep(0.01)
            print("body goes on")
    except BaseExceptionGroup as failure:
        print([str(e) for e in failure.exceptions])
    print("cancelling", asyncio.current_task().cancelling())


asyncio.run(main())
