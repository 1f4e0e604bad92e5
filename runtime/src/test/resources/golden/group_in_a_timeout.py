import asyncio


async def sleeper(name):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    try:
        async with asyncio.timeout(0.01):
            async with asyncio.TaskGroup() as group:
                group.create_task(sleeper("a"))
    except TimeoutError:
        print("timed out")
    print("cancelling", asyncio.current_task().cancelling())


asyncio.run(main())
