import asyncio


barrier = asyncio.Barrier(2)


async def party(name):
    index = await barrier.wait()
    print(name, index)


async def main():
    tasks = [asyncio.create_task(party(name)) for name in "abcde"]
    await asyncio.sleep(0.01)
    print("waiting", barrier.n_waiting)
    tasks.append(asyncio.create_task(party("f")))
    await asyncio.wait(tasks)


asyncio.run(main())
