import asyncio


async def work(name, millis):
    await asyncio.sleep(millis / 1000)
    return name


async def main():
    tasks = [
        asyncio.create_task(work("a", 110)),
        asyncio.create_task(work("b", 10)),
        asyncio.create_task(work("c", 60)),
    ]
    for next_done in asyncio.as_completed(tasks):
        print(await next_done)


asyncio.run(main())
