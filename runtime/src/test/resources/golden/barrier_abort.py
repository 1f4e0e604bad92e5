import asyncio


barrier = asyncio.Barrier(3)


async def party(name):
    try:
        await barrier.wait()
        print(name, "went on")
    except asyncio.BrokenBarrierError:
        print(name, "broken")


async def main():
    tasks = [asyncio.create_task(party(name)) for name in "ab"]
    await asyncio.sleep(0)
    await barrier.abort()
    print("broken", barrier.broken)
    await party("late")
    await asyncio.wait(tasks)
    await barrier.reset()
    print("broken", barrier.broken)
    await asyncio.gather(*(party(name) for name in "xyz"))


asyncio.run(main())
