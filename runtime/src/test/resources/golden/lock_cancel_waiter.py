import asyncio


lock = asyncio.Lock()


async def worker(name):
    try:
        await lock.acquire()
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    print(name, "holds")
    await asyncio.sleep(0.01)
    lock.release()


async def main():
    tasks = [asyncio.create_task(worker(name)) for name in "abcd"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.sleep(0)
    print("one turn later")
    await asyncio.wait(tasks)
    print([task.cancelled() for task in tasks])


asyncio.run(main())
