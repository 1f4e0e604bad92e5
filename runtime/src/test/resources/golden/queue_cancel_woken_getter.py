import asyncio


queue = asyncio.Queue()


async def getter(name):
    try:
        print(name, "got", await queue.get())
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    tasks = [asyncio.create_task(getter(name)) for name in "abc"]
    await asyncio.sleep(0)
    queue.put_nowait("x")
    tasks[0].cancel()
    tasks[1].cancel()
    await asyncio.sleep(0.01)
    print("size", queue.qsize(), "c done", tasks[2].done())
    await asyncio.wait(tasks)


asyncio.run(main())
