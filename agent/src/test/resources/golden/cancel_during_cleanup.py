import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    finally:
        print("cleans up")
        try:
            await asyncio.sleep(1)
            print("never")
        finally:
            print("interrupted", asyncio.current_task().cancelling())
            await asyncio.sleep(0)
            print("left")


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    print("once")
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
