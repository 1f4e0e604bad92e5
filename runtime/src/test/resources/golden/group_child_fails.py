import asyncio


async def fails():
    await asyncio.sleep(0.01)
    print("fails")
    raise ValueError("child")


async def sleeper(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("a"))
            group.create_task(fails())
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("body cancelled", asyncio.current_task().cancelling())
                raise
    except BaseExceptionGroup as failure:
        print([str(e) for e in failure.exceptions])
    print("cancelling", asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    print("goes on")


asyncio.run(main())
