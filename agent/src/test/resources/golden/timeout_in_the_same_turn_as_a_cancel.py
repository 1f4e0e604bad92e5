import asyncio


async def work():
    try:
        async with asyncio.timeout(0.01) as scope:
            await asyncio.sleep(1)
    except TimeoutError:
        print("timed out", asyncio.current_task().cancelling())
    except asyncio.CancelledError:
        print("cancelled", scope.expired(), asyncio.current_task().cancelling())


async def canceller(task):
    await asyncio.sleep(0.01)
    print(task.cancel())


async def main():
    task = asyncio.create_task(work())
    await asyncio.gather(task, canceller(task))


asyncio.run(main())
