import asyncio


lock = asyncio.Lock()


async def worker(name):
    try:
        await lock.acquire()
    except asyncio.CancelledError:
        print(name, "cancelled", lock.locked())
        raise


async def main():
    await lock.acquire()
    tasks = [asyncio.create_task(worker(name)) for name in "ab"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    tasks[1].cancel()
    lock.release()
    await lock.acquire()
    print("main did not wait")
    await asyncio.wait(tasks)
    lock.release()
    print("locked", lock.locked())


asyncio.run(main())
