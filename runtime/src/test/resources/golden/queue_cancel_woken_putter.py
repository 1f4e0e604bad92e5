import asyncio


queue = asyncio.Queue(1)


async def putter(item):
    try:
        await queue.put(item)
        print("put", item)
    except asyncio.CancelledError:
        print("cancelled", item)
        raise


async def main():
    queue.put_nowait("first")
    tasks = [asyncio.create_task(putter(item)) for item in "abc"]
    await asyncio.sleep(0)
    print("got", queue.get_nowait())
    tasks[0].cancel()
    await asyncio.sleep(0.01)
    print("got", queue.get_nowait(), "c done", tasks[2].done())
    await asyncio.wait(tasks)
    print("got", queue.get_nowait(), "empty", queue.empty())


asyncio.run(main())
