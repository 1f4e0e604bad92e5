# Python 3.12
import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.01)
        print("cleaned up")


async def waits(awaitable):
    try:
        await asyncio.wait_for(awaitable, 0.5)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def main():
    inner = asyncio.create_task(work())
    for awaitable in work(), inner:
        task = asyncio.create_task(waits(awaitable))
        await asyncio.sleep(0.01)
        task.cancel()
        await asyncio.wait([task])
        print(task.cancelled())


asyncio.run(main())
