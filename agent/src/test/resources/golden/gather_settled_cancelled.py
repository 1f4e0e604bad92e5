import asyncio


async def work(name, cleanup):
    try:
        await asyncio.sleep(1)
    finally:
        print(name, "cancelled")
        await asyncio.sleep(cleanup)
        print(name, "cleaned up")


async def stubborn():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("swallowed")


async def waits():
    try:
        await asyncio.gather(work("a", 0.02), work("b", 0.01), stubborn(), return_exceptions=True)
        print("never")
    except asyncio.CancelledError:
        print("awaiter cancelled")
        raise


async def main():
    task = asyncio.create_task(waits())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
