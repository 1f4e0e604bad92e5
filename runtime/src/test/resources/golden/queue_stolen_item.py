import asyncio


queue = asyncio.Queue()


async def getter(name):
    print(name, "got", await queue.get())


async def main():
    tasks = [asyncio.create_task(getter(name)) for name in "ab"]
    await asyncio.sleep(0)
    queue.put_nowait("x")
    print("main stole", queue.get_nowait())
    await asyncio.sleep(0)
    queue.put_nowait("y")
    queue.put_nowait("z")
    await asyncio.wait(tasks)


asyncio.run(main())
