import asyncio


async def main():
    queue = asyncio.PriorityQueue(3)
    for item in (5, 1, 3):
        await queue.put(item)
    print("full", queue.full())
    task = asyncio.create_task(queue.put(0))
    await asyncio.sleep(0)
    print("got", await queue.get())
    print("got", await queue.get())
    await task
    while not queue.empty():
        print("got", queue.get_nowait())


asyncio.run(main())
