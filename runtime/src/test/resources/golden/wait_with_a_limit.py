import asyncio


async def work(name, millis):
    try:
        await asyncio.sleep(millis / 1000)
        print(name, "done")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    tasks = [
        asyncio.create_task(work("a", 10)),
        asyncio.create_task(work("b", 100)),
    ]
    done, pending = await asyncio.wait(tasks, timeout=0.05)
    print(len(done), "done", len(pending), "pending")
    done, pending = await asyncio.wait(tasks, timeout=0)
    print(len(done), "done", len(pending), "pending")
    await tasks[1]


asyncio.run(main())
