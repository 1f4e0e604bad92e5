import asyncio


lock = asyncio.Lock()


async def worker(name):
    print(name, "waits")
    async with lock:
        print(name, "holds")
        await asyncio.sleep(0)
    print(name, "released")


async def main():
    await asyncio.gather(*(worker(name) for name in "abc"))


asyncio.run(main())
