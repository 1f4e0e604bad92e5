import asyncio


async def sleeper(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        await asyncio.sleep(0.01)
        print(name, "cleaned up")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("a"))
            await asyncio.sleep(0)
            raise ValueError("body")
    except BaseExceptionGroup as failure:
        print([str(e) for e in failure.exceptions])


asyncio.run(main())
