import asyncio


async def spinner():
    print("spun")


async def main():
    queue = asyncio.Queue(3)
    task = asyncio.create_task(spinner())
    for item in range(3):
        await queue.put(item)
    for _ in range(3):
        print("got", await queue.get())
    await task


asyncio.run(main())
