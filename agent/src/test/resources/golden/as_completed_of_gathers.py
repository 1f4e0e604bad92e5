import asyncio


async def ticker():
    for turn in range(6):
        print("tick", turn)
        await asyncio.sleep(0)


async def work(name, turns):
    for turn in range(turns):
        await asyncio.sleep(0)
    print(name, "ends")
    return name


async def main():
    ticking = asyncio.create_task(ticker())
    several = asyncio.gather(work("a", 0), work("b", 1))
    shielded = asyncio.shield(work("c", 0))
    task = asyncio.create_task(work("d", 2))
    for next in asyncio.as_completed([several, shielded, task]):
        result = await next
        print("next", *result)
    await ticking
    try:
        for next in asyncio.as_completed([asyncio.gather(work("e", 9))], timeout=0):
            await next
    except TimeoutError:
        print("timed out")
    print(len(asyncio.all_tasks()))
    await asyncio.sleep(0.01)


asyncio.run(main())
