import asyncio


async def main():
    try:
        async with asyncio.timeout(0.01) as scope:
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("cancelled", asyncio.current_task().cancelling(), scope.expired())
                raise
    except TimeoutError:
        print("timed out", asyncio.current_task().cancelling(), scope.expired())
    async with asyncio.timeout(0.01) as scope:
        await asyncio.sleep(0)
        print("in time")
    print(scope.expired())
    await asyncio.sleep(0.02)
    print("no harm later")


asyncio.run(main())
