import asyncio


async def sleeper(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        await asyncio.sleep(0.01)
        print(name, "cleaned up")
        raise


async def grouped():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("a"))
    except asyncio.CancelledError as e:
        print("cancelled", e.args[0], asyncio.current_task().cancelling())
        raise


async def main():
    task = asyncio.create_task(grouped())
    await asyncio.sleep(0.01)
    task.cancel("stop")
    await asyncio.sleep(0.005)
    print("again")
    task.cancel("more")
    await asyncio.wait([task])
    print("cancelled", task.cancelled())


asyncio.run(main())
