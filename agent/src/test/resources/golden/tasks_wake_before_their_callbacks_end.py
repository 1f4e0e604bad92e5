import asyncio


async def child():
    await asyncio.sleep(0)
    return 5


async def main():
    task = asyncio.create_task(child())
    task.add_done_callback(lambda t: print("first", t.result()))

    async def awaiter():
        print("awaiter", await task)

    other = asyncio.create_task(awaiter())
    await asyncio.sleep(0)
    task.add_done_callback(lambda t: print("second"))
    print("main", await task)
    task.add_done_callback(lambda t: print("queued"))
    print("not inline")
    await other
    await asyncio.sleep(0)


asyncio.run(main())
