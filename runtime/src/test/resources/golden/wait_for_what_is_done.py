import asyncio


async def spinner():
    for turn in range(5):
        print("turn", turn)
        await asyncio.sleep(0)


async def nothing():
    pass


async def main():
    task = asyncio.create_task(nothing())
    await task
    other = asyncio.create_task(spinner())
    await asyncio.sleep(0)
    print("waits")
    await asyncio.wait([task])
    print("waited")
    await other


asyncio.run(main())
