import asyncio


semaphore = asyncio.Semaphore(1)


async def waiter(name):
    await semaphore.acquire()
    print(name, "got it")


async def main():
    await semaphore.acquire()
    a = asyncio.create_task(waiter("a"))
    await asyncio.sleep(0)
    semaphore.release()
    print("locked", semaphore.locked())
    b = asyncio.create_task(waiter("b"))
    await asyncio.sleep(0)
    print("locked", semaphore.locked())
    semaphore.release()
    semaphore.release()
    print("locked", semaphore.locked())
    await asyncio.sleep(0)
    print("locked", semaphore.locked())
    await asyncio.wait([a, b])


asyncio.run(main())
