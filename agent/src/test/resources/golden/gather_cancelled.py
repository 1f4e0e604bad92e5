import asyncio


async def work(name, cleanup):
    try:
        await asyncio.sleep(1)
    finally:
        print(name, "cancelled")
        await asyncio.sleep(cleanup)
        print(name, "cleaned up")


async def waits():
    try:
        await asyncio.gather(work("a", 0.03), work("b", 0.01), work("c", 0.02))
    except asyncio.CancelledError:
        print("awaiter cancelled")
        raise


async def main():
    task = asyncio.create_task(waits())
    await asyncio.sleep(0.01)
    print(task.cancel())
    await asyncio.wait([task])
    print(task.cancelled())
    await asyncio.sleep(0.1)


asyncio.run(main())
