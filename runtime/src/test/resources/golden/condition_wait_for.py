import asyncio


condition = asyncio.Condition()
level = 0


async def waiter(name, wanted):
    async with condition:
        await condition.wait_for(lambda: level >= wanted)
        print(name, "at level", level)


async def main():
    global level
    tasks = [
        asyncio.create_task(waiter("two", 2)),
        asyncio.create_task(waiter("one", 1)),
        asyncio.create_task(waiter("three", 3)),
        asyncio.create_task(waiter("zero", 0)),
    ]
    await asyncio.sleep(0)
    for step in (1, 2, 3):
        async with condition:
            level = step
            condition.notify_all()
        await asyncio.sleep(0.01)
        print("after", step)
    await asyncio.wait(tasks)


asyncio.run(main())
