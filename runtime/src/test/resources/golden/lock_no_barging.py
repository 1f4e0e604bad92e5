import asyncio


lock = asyncio.Lock()


async def first():
    await lock.acquire()
    print("first holds")
    await asyncio.sleep(0)
    lock.release()
    print("locked", lock.locked())
    await lock.acquire()
    print("first again")
    lock.release()


async def second():
    await lock.acquire()
    print("second holds")
    lock.release()


async def main():
    await asyncio.gather(first(), second())
    print("locked", lock.locked())


asyncio.run(main())
