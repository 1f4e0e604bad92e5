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
    tasks = [asyncio.create_task(worker(name)) for name in "ab"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    lock.release()
    print("locked", lock.locked())
    tasks.append(asyncio.create_task(worker("c")))
    await asyncio.wait(tasks)


asyncio.run(main())
