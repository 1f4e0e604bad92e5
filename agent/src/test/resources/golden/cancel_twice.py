import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelled", asyncio.current_task().cancelling())
        await asyncio.sleep(0.01)
        print("no second error")
        raise


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    print(task.cancel(), task.cancel())
    await asyncio.wait([task])
    print(task.cancelled(), task.cancelling(), task.cancel(), task.cancelling())


asyncio.run(main())
