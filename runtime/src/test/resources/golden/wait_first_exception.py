import asyncio


async def work(name, millis, failure=None):
    await asyncio.sleep(millis / 1000)
    print(name, "ends")
    if failure:
        raise failure


async def main():
    tasks = [
        asyncio.create_task(work("a", 10)),
        asyncio.create_task(work("b", 1000)),
        asyncio.create_task(work("c", 50, ValueError("c"))),
        asyncio.create_task(work("d", 90)),
    ]
    await asyncio.sleep(0)
    tasks[1].cancel()
    done, pending = await asyncio.wait(
        tasks, return_when=asyncio.FIRST_EXCEPTION
    )
    print([task in done for task in tasks])
    done, pending = await asyncio.wait(
        pending, return_when=asyncio.FIRST_EXCEPTION
    )
    print(len(done), len(pending), tasks[2].exception())


asyncio.run(main())
