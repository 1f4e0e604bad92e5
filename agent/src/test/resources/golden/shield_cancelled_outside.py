import asyncio


async def inner():
    print("inner begins")
    await asyncio.sleep(0.02)
    print("inner ends")
    return 5


async def waits(task):
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        print("wait cancelled", task.done(), asyncio.current_task().cancelling())
        raise


async def main():
    task = asyncio.create_task(inner())
    waiting = asyncio.create_task(waits(task))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await asyncio.wait([waiting])
    print(waiting.cancelled(), task.cancelling())
    print(await task)


asyncio.run(main())
