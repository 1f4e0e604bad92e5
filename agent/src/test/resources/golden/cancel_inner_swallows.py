import asyncio


async def inner():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("inner goes on")
        await asyncio.sleep(0.01)
        return "value"


async def outer(task):
    value = await task
    print("outer got", value, asyncio.current_task().cancelling())
    await asyncio.sleep(0)
    return value


async def main():
    task = asyncio.create_task(inner())
    waiting = asyncio.create_task(outer(task))
    await asyncio.sleep(0)
    waiting.cancel()
    print(await waiting, waiting.cancelled(), task.cancelling())


asyncio.run(main())
