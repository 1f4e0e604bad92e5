import asyncio


semaphore = asyncio.Semaphore(0)


async def waiter(name):
    await semaphore.acquire()
    print(name, "got it")


async def main():
    tasks = [asyncio.create_task(waiter(name)) for name in "abc"]
    await asyncio.sleep(0)
    for _ in range(5):
        semaphore.release()
    print("locked", semaphore.locked())
    late = asyncio.create_task(waiter("late"))
    await semaphore.acquire()
    print("main got it")
    await asyncio.wait([*tasks, late])
    print("locked", semaphore.locked())


asyncio.run(main())
