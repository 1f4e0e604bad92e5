import asyncio


barrier = asyncio.Barrier(3)


async def party(name):
    print(name, "arrives,", barrier.n_waiting, "waiting")
    index = await barrier.wait()
    print(name, "goes on as", index)


async def main():
    await asyncio.gather(*(party(name) for name in "abc"))
    print(barrier.parties, barrier.n_waiting, barrier.broken)


asyncio.run(main())
