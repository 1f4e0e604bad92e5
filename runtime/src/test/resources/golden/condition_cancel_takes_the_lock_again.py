import asyncio


condition = asyncio.Condition()


async def waiter():
    async with condition:
        try:
            await condition.wait()
        except asyncio.CancelledError:
            print("cancelled, locked", condition.locked())
            raise


async def main():
    task = asyncio.create_task(waiter())
    await asyncio.sleep(0)
    await condition.acquire()
    task.cancel()
    for _ in range(3):
        await asyncio.sleep(0)
    print("done", task.done())
    task.cancel()
    for _ in range(3):
        await asyncio.sleep(0)
    print("done", task.done())
    condition.release()
    await asyncio.wait([task])
    print("cancelled", task.cancelled(), "locked", condition.locked())


asyncio.run(main())
