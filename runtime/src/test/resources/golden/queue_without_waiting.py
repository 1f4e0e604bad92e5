import asyncio


async def main():
    queue = asyncio.Queue(1)
    queue.put_nowait("a")
    try:
        queue.put_nowait("b")
    except asyncio.QueueFull:
        print("full")
    print("got", queue.get_nowait())
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")


asyncio.run(main())
