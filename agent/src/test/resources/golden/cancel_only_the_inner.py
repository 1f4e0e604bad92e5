import asyncio


async def inner():
    await asyncio.sleep(1)


async def outer(task):
    try:
        await task
    except asyncio.CancelledError:
        print("outer sees", asyncio.current_task().cancelling(), task.cancelled())
    return "fine"


async def main():
    task = asyncio.create_task(inner())
    waiting = asyncio.create_task(outer(task))
    await asyncio.sleep(0)
    task.cancel()
    print(await waiting)


asyncio.run(main())
