import asyncio


async def worker(name, queue, results):
    while True:
        job = await queue.get()
        print(name, "takes", job)
        await asyncio.sleep(job / 1000)
        results.append(job * job)
        print(name, "finished", job)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    results = []
    for job in 5, 3, 8, 1, 1, 4, 2:
        queue.put_nowait(job)
    workers = [asyncio.create_task(worker(f"w{i}", queue, results)) for i in range(3)]
    await queue.join()
    for each in workers:
        each.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print(*results)


asyncio.run(main())
