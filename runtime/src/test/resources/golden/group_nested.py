# Python 3.13
import asyncio


async def fails(name, millis):
    await asyncio.sleep(millis / 1000)
    print(name, "fails")
    raise ValueError(name)


async def sleeper(name, millis):
    try:
        await asyncio.sleep(millis / 1000)
        print(name, "done")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    async with asyncio.TaskGroup() as outer:
        outer.create_task(sleeper("outer", 80))
        try:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(sleeper("inner", 30))
                inner.create_task(fails("child", 10))
        except BaseExceptionGroup as failure:
            print([str(e) for e in failure.exceptions])
        print("cancelling", asyncio.current_task().cancelling())
        await asyncio.sleep(0.01)
        print("outer goes on")
    print("left")


asyncio.run(main())
