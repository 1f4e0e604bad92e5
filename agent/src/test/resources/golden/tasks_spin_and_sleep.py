import asyncio


async def spin(name, turns):
    for turn in range(turns):
        print(name, turn)
        await asyncio.sleep(0)


async def nap(name, seconds):
    await asyncio.sleep(seconds)
    print(name, "woke")


async def main():
    await asyncio.gather(
        nap("long", 0.03), spin("a", 3), nap("short", 0.01), spin("b", 2), nap("same", 0.01)
    )
    print("together")
    await asyncio.gather(nap("x", 0.01), nap("y", 0.01), spin("z", 2), nap("never", -1))


asyncio.run(main())
