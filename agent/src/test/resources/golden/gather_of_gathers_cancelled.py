import asyncio


async def sleeper(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def waits():
    try:
        await asyncio.gather(
            asyncio.gather(sleeper("a"), sleeper("b")),
            asyncio.shield(sleeper("shielded")),
            asyncio.gather(sleeper("c"), return_exceptions=True),
        )
    except asyncio.CancelledError:
        print("awaiter cancelled")
        raise


async def main():
    for turns in range(3):
        print("after", turns)
        task = asyncio.create_task(waits())
        for turn in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        print(task.cancelled())
        for turn in range(3):
            await asyncio.sleep(0)
    print("main ends")


asyncio.run(main())
