import asyncio


async def work(name, delay):
    print(name, "begins")
    await asyncio.sleep(delay)
    print(name, "ends")
    return name


async def main():
    waiting = asyncio.gather(work("a", 0.03), work("b", 0.01), work("c", 0.02))
    print("gathered")
    await asyncio.sleep(0)
    print("main")
    print(*await waiting)


asyncio.run(main())
