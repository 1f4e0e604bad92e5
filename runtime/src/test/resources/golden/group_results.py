import asyncio


async def work(name, millis):
    await asyncio.sleep(millis / 1000)
    print(name, "done")
    return name


async def main():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(work("a", 20))
        b = group.create_task(work("b", 10))
        print("body left")
    print(a.result(), b.result())


asyncio.run(main())
