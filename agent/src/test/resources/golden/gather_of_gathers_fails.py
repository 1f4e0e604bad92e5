import asyncio


async def fails(message, turns):
    for turn in range(turns):
        await asyncio.sleep(0)
    raise ValueError(message)


async def turns(name, count):
    for turn in range(count):
        print(name, turn)
        await asyncio.sleep(0)


async def main():
    ticking = asyncio.create_task(turns("tick", 8))
    try:
        await asyncio.gather(
            asyncio.gather(fails("late", 3), turns("a", 5)), asyncio.gather(fails("soon", 1))
        )
    except ValueError as error:
        print("caught", error)
    one, two = await asyncio.gather(
        asyncio.gather(fails("settled", 1), turns("b", 2)),
        asyncio.gather(fails("shielded", 0), return_exceptions=True),
        return_exceptions=True,
    )
    print(one, two[0])
    await ticking


asyncio.run(main())
