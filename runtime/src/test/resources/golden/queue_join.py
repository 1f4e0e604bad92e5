import asyncio


queue = asyncio.Queue()


async def worker(name):
    while True:
        item = await queue.get()
        await asyncio.sleep(item / 1000)
        print(name, "did", item)
        queue.task_done()


async def main():
    await queue.join()
    print("nothing to do")
    for item in (60, 20, 50, 20):
        queue.put_nowait(item)
    tasks = [asyncio.create_task(worker(name)) for name in "ab"]
    await queue.join()
    print("all done")
    for task in tasks:
        task.cancel()
    try:
        queue.task_done()
    except ValueError:
        print("too often")


asyncio.run(main())
