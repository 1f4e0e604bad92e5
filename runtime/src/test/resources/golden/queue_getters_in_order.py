import asyncio


queue = asyncio.Queue()


async def getter(name):
    print(name, "got", await queue.get())


async def main():
    tasks = [asyncio.create_task(getter(name)) for name in "abc"]
    await asyncio.sleep(0)
    for item in (1, 2, 3):
        queue.put_nowait(item)
    print("size", queue.qsize())
    await asyncio.wait(tasks)


asyncio.run(main())
