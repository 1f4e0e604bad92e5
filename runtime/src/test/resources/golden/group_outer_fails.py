import asyncio


async def fails():
    await asyncio.sleep(0.01)
    raise ValueError("outer child")


async def sleeper(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(fails())
            try:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(sleeper("inner child"))
            except asyncio.CancelledError:
                print("inner group cancelled")
                raise
    except BaseExceptionGroup as failure:
        print([str(e) for e in failure.exceptions])
    print("cancelling", asyncio.current_task().cancelling())


asyncio.run(main())
