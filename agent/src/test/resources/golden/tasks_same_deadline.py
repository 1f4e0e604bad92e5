import asyncio


async def nap(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "woke")
    await asyncio.sleep(0)
    print(name, "ends")


async def naps():
    await asyncio.sleep(0.02)
    print("half")
    await asyncio.sleep(0.03)
    print("two naps")


async def main():
    await asyncio.gather(nap("a", 0.05), naps(), nap("b", 0.05), nap("c", 0.05))


asyncio.run(main())
