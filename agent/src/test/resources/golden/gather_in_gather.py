import asyncio


async def leaf(name, turns):
    for turn in range(turns):
        await asyncio.sleep(0)
    print("leaf", name)
    return name


async def branch(name):
    results = await asyncio.gather(leaf(name + "1", 2), leaf(name + "2", 1))
    print("branch", name, *results)
    return results[0]


async def main():
    print(*await asyncio.gather(branch("a"), leaf("x", 3), branch("b")))


asyncio.run(main())
