# Python 3.12
import asyncio


async def main():
    queue = asyncio.Queue()

    async def consumer():
        try:
            print("got", await asyncio.wait_for(queue.get(), 0.01))
        except TimeoutError:
            print("timed out", queue.qsize())

    task = asyncio.create_task(consumer())
    await asyncio.sleep(0.01)
    queue.put_nowait("item")
    await task
    print("left", queue.qsize())
    lock = asyncio.Lock()

    async def locker():
        try:
            await asyncio.wait_for(lock.acquire(), 0.01)
            print("locked")
        except TimeoutError:
            print("timed out", lock.locked())

    await lock.acquire()
    task = asyncio.create_task(locker())
    asyncio.get_running_loop().call_later(0.01, lock.release)
    await task
    print(lock.locked())


asyncio.run(main())
