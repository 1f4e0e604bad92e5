import asyncio


semaphore = asyncio.Semaphore(0)


async def waiter(name):
    try:
        await semaphore.acquire()
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise
    print(name, "got it")


async def main():
    tasks = [asyncio.create_task(waiter(name)) for name in "abc"]
    await asyncio.sleep(0)
    semaphore.release()
    tasks[0].cancel()
    await asyncio.sleep(0)
    print("a turn")
    await asyncio.sleep(0)
    print("b done", tasks[1].done(), "c done", tasks[2].done())
    tasks[2].cancel()
    await asyncio.wait(tasks)
    print("locked", semaphore.locked())


asyncio.run(main())
