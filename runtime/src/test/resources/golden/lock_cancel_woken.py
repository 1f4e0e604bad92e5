import asyncio


lock = asyncio.Lock()


async def worker(name):
    try:
        await lock.acquire()
    except asyncio.CancelledError:
        print(name, "cancelled", lock.locked())
        raise
    print(name, "holds")
    lock.release()


async def main():
    await lock.acquire()
    tasks = [asyncio.create_task(worker(name)) for name in "abc"]
    await asyncio.sleep(0)
    lock.release()
    tasks[0].cancel()
    print("released and cancelled")
    await asyncio.wait(tasks)
    print("locked", lock.locked())


asyncio.run(main())
