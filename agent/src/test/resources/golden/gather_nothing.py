import asyncio


async def spinner():
    print("spun")


async def main():
    task = asyncio.create_task(spinner())
    print(len(await asyncio.gather()))
    print(len(await asyncio.gather(return_exceptions=True)))
    print("no turn yet")
    await task


asyncio.run(main())
