import asyncio


async def work():
    await asyncio.sleep(0.02)
    print("work done")


async def waiter(task):
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        print("wait cancelled")
        raise


async def main():
    task = asyncio.create_task(work())
    wait = asyncio.create_task(waiter(task))
    await asyncio.sleep(0.01)
    wait.cancel()
    await asyncio.wait([wait])
    print(wait.cancelled(), task.done())
    await task
    try:
        await asyncio.wait([])
    except ValueError:
        print("nothing to wait for")


asyncio.run(main())
