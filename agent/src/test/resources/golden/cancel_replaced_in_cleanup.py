import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0)
        raise ValueError("instead")


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except ValueError as e:
        print(e)
    print(task.cancelled(), task.cancelling(), task.done())


asyncio.run(main())
