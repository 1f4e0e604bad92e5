import asyncio


async def main():
    semaphore = asyncio.BoundedSemaphore(1)
    await semaphore.acquire()
    semaphore.release()
    try:
        semaphore.release()
    except ValueError:
        print("refused")
    loose = asyncio.Semaphore(1)
    loose.release()
    await loose.acquire()
    await loose.acquire()
    print("locked", loose.locked())
    try:
        asyncio.Semaphore(-1)
    except ValueError:
        print("negative")


asyncio.run(main())
