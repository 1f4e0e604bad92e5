import asyncio


async def spinner():
    print("spun")


async def main():
    task = asyncio.create_task(spinner())
    async with asyncio.TaskGroup():
        print("body")
    print("left without a turn")
    await task


asyncio.run(main())
