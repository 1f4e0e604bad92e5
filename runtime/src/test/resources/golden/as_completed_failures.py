import asyncio


async def work(name, millis, failure=None):
    await asyncio.sleep(millis / 1000)
    if failure:
        raise failure
    return name


async def main():
    tasks = [
        asyncio.create_task(work("a", 30)),
        asyncio.create_task(work("b", 10, ValueError("b failed"))),
        asyncio.create_task(work("c", 20)),
    ]
    await asyncio.sleep(0)
    tasks[2].cancel()
    for next_done in asyncio.as_completed(tasks):
        try:
            print(await next_done)
        except ValueError as e:
            print(e)
        except asyncio.CancelledError:
            print("cancelled")


asyncio.run(main())
