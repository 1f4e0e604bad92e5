import asyncio


async def ticker():
    i = 0
    while True:
        print("tick", i)
        i += 1
        await asyncio.sleep(0.01)


async def first():
    asyncio.create_task(ticker())
    await asyncio.sleep(0.015)
    return 1


async def second():
    print("second")
    await asyncio.sleep(0.01)
    return 2


with asyncio.Runner() as runner:
    print(runner.run(first()))
    print("between")
    print(runner.run(second()))
print("closed")
