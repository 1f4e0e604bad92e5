import asyncio


async def main():
    async with asyncio.timeout(0.01) as scope:
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            print("swallowed")
        print("expired", scope.expired())
        await asyncio.sleep(0.01)
    print("no error", asyncio.current_task().cancelling())


asyncio.run(main())
