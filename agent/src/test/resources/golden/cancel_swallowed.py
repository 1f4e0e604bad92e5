import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("swallowed")
    await asyncio.sleep(0.01)
    return 7


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    print(task.cancel())
    print(await task, task.cancelled(), task.cancelling())
    print(asyncio.current_task().cancelling())


asyncio.run(main())
