import asyncio


async def work():
    try:
        await asyncio.sleep(0)
        print("never")
    except asyncio.CancelledError as e:
        print(*e.args)


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel("first")
    task.cancel("second")
    await task
    print(task.cancelling())


asyncio.run(main())
