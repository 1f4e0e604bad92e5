import asyncio


async def quick():
    await asyncio.sleep(0)
    return "quick"


async def waits(task):
    try:
        print("got", await task)
    except asyncio.CancelledError:
        print("cancelled", task.done(), task.cancelled())
        raise


async def main():
    for turns in range(5):
        task = asyncio.create_task(quick())
        waiting = asyncio.create_task(waits(task))
        for _ in range(turns):
            await asyncio.sleep(0)
        print(turns, waiting.cancel())
        await asyncio.wait([task, waiting])
        print(task.cancelled(), waiting.cancelled())


asyncio.run(main())
