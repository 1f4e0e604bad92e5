import asyncio


async def main():
    task = asyncio.create_task(asyncio.sleep(1))
    shielded = asyncio.shield(task)
    await asyncio.sleep(0)
    task.cancel()
    try:
        await shielded
    except asyncio.CancelledError:
        print("cancelled", task.cancelled(), asyncio.current_task().cancelling())


asyncio.run(main())
