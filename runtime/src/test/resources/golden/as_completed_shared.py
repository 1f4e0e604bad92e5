import asyncio


async def work(name, millis):
    await asyncio.sleep(millis / 1000)
    return name


async def taker(who, next_done):
    try:
        print(who, "got", await next_done)
    except asyncio.CancelledError:
        print(who, "cancelled")


async def main():
    tasks = [asyncio.create_task(work(name, 10)) for name in "ab"]
    takers = [
        asyncio.create_task(taker(who, next_done))
        for who, next_done in zip("xy", asyncio.as_completed(tasks))
    ]
    await asyncio.sleep(0)
    takers[0].cancel()
    await asyncio.wait(takers)
    print([task.result() for task in tasks])


asyncio.run(main())
