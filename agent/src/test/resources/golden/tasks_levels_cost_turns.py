import asyncio


turns = 0


async def count():
    global turns
    while True:
        turns += 1
        await asyncio.sleep(0)


async def leaf():
    await asyncio.sleep(0)


async def through_tasks(levels):
    if levels == 0:
        await leaf()
    else:
        await asyncio.create_task(through_tasks(levels - 1))


async def through_calls(levels):
    if levels == 0:
        await leaf()
    else:
        await through_calls(levels - 1)


async def main():
    counting = asyncio.create_task(count())
    await asyncio.sleep(0)
    for levels in range(4):
        before = turns
        await through_tasks(levels)
        print("tasks", levels, turns - before)
        before = turns
        await through_calls(levels)
        print("calls", levels, turns - before)
    counting.cancel()


asyncio.run(main())
