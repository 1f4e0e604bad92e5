import asyncio


lock = asyncio.Lock()


async def spinner():
    for turn in range(3):
        print("turn", turn)
        await asyncio.sleep(0)


async def main():
    task = asyncio.create_task(spinner())
    for _ in range(5):
        async with lock:
            pass
    print("no turn yet")
    await task
    try:
        lock.release()
    except RuntimeError:
        print("refused")


asyncio.run(main())
