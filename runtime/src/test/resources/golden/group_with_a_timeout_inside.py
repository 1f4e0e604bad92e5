import asyncio


async def sleeper(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(sleeper("a"))
            async with asyncio.timeout(0.01):
                await asyncio.sleep(1)
    except BaseExceptionGroup as failure:
        print([type(e).__name__ for e in failure.exceptions])
    print("cancelling", asyncio.current_task().cancelling())


asyncio.run(main())
