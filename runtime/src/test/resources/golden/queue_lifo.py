import asyncio


async def main():
    queue = asyncio.LifoQueue()
    for item in "abc":
        queue.put_nowait(item)
    print("got", await queue.get())
    queue.put_nowait("d")
    while not queue.empty():
        print("got", await queue.get())


asyncio.run(main())
