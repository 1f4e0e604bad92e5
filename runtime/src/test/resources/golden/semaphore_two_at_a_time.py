import asyncio


semaphore = asyncio.Semaphore(2)


async def worker(name, millis):
    async with semaphore:
        print(name, "in")
        await asyncio.sleep(millis / 1000)
    print(name, "out")


async def main():
    await asyncio.gather(
        worker("a", 50), worker("b", 10), worker("c", 60), worker("d", 30)
    )


asyncio.run(main())
