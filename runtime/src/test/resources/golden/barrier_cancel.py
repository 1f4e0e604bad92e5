# Python 3.13
import asyncio


barrier = asyncio.Barrier(4)


async def party(name):
    try:
        index = await barrier.wait()
        print(name, "goes on as", index)
    except asyncio.CancelledError:
        print(name, "cancelled,", barrier.n_waiting, "waiting")
        raise


async def main():
    tasks = [asyncio.create_task(party(name)) for name in "abc"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.sleep(0.01)
    print("waiting", barrier.n_waiting, "broken", barrier.broken)
    tasks += [asyncio.create_task(party(name)) for name in "de"]
    await asyncio.wait(tasks)


asyncio.run(main())
