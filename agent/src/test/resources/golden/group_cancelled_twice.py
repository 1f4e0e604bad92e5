import asyncio


async def stubborn():
    try:
        await asyncio.sleep(1)
    finally:
        print("cleans up")
        try:
            await asyncio.sleep(0.01)
        finally:
            print("cleaned up")


async def owner():
    async with asyncio.TaskGroup() as group:
        group.create_task(stubborn())


async def main():
    task = asyncio.create_task(owner())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(task.cancel(), task.done())
    await asyncio.wait([task])
    print(task.cancelled(), task.cancelling())


asyncio.run(main())
