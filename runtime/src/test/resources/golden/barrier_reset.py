import asyncio


barrier = asyncio.Barrier(2)


async def party(name):
    try:
        index = await barrier.wait()
        print(name, "goes on as", index)
    except asyncio.BrokenBarrierError:
        print(name, "broken")


async def main():
    a = asyncio.create_task(party("a"))
    await asyncio.sleep(0)
    await barrier.reset()
    b = asyncio.create_task(party("b"))
    c = asyncio.create_task(party("c"))
    print("broken", barrier.broken, "waiting", barrier.n_waiting)
    await asyncio.wait([a, b, c])


asyncio.run(main())
