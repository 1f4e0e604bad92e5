import asyncio


async def work(name, millis):
    await asyncio.sleep(millis / 1000)
    print(name, "ends")
    return name


async def main():
    tasks = [
        asyncio.create_task(work("a", 100)),
        asyncio.create_task(work("b", 10)),
        asyncio.create_task(work("c", 100)),
    ]
    for next_done in asyncio.as_completed(tasks, timeout=0.05):
        try:
            print("got", await next_done)
        except TimeoutError:
            print("timed out")
    await asyncio.wait(tasks)


asyncio.run(main())
