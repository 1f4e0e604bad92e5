import asyncio


async def sleeper(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def grouped():
    async with asyncio.TaskGroup() as group:
        group.create_task(sleeper("a"))
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("body cancelled")
            raise


async def main():
    task = asyncio.create_task(grouped())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled", task.cancelled())


asyncio.run(main())
