import asyncio


async def work():
    print("runs once")
    await asyncio.sleep(0)
    return object()


async def main():
    task = asyncio.create_task(work())
    a, b, c = await asyncio.gather(task, task, task)
    print(a is b, b is c)
    coroutine = work()
    a, b = await asyncio.gather(coroutine, coroutine)
    print(a is b)


asyncio.run(main())
