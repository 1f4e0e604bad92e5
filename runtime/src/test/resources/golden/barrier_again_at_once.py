import asyncio


barrier = asyncio.Barrier(2)


async def party(name):
    for round in range(3):
        index = await barrier.wait()
        print(name, round, index)


async def main():
    await asyncio.gather(party("a"), party("b"))


asyncio.run(main())
