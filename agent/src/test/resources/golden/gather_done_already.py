import asyncio


async def value(number):
    return number


async def spinner():
    for turn in range(3):
        print("turn", turn)
        await asyncio.sleep(0)


async def main():
    a = asyncio.create_task(value(1))
    b = asyncio.create_task(value(2))
    await b
    spinning = asyncio.create_task(spinner())
    print(*await asyncio.gather(a, b))
    print(*await asyncio.gather(b, value(3)))
    await spinning


asyncio.run(main())
