import asyncio


async def work(name, millis):
    await asyncio.sleep(millis / 1000)
    print(name, "done")


async def main():
    tasks = [
        asyncio.create_task(work("a", 110)),
        asyncio.create_task(work("b", 10)),
        asyncio.create_task(work("c", 60)),
    ]
    pending = tasks
    while pending:
        done, pending = await asyncio.wait(
            pending, return_when=asyncio.FIRST_COMPLETED
        )
        print(len(done), "done", len(pending), "pending")


asyncio.run(main())
