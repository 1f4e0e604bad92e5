import asyncio


async def suicide():
    asyncio.current_task().cancel()
    await asyncio.sleep(0)
    print("never")


async def work():
    await asyncio.sleep(0.01)
    print("work ends")


async def main():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(suicide())
        group.create_task(work())
        try:
            await task
        except asyncio.CancelledError:
            print("body sees", asyncio.current_task().cancelling(), task.cancelled())
    print("group is fine")


asyncio.run(main())
