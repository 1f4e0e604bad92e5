import asyncio


async def work(value):
    await asyncio.sleep(0)
    if value < 0:
        raise ValueError(value)
    return value


async def spinner():
    for turn in range(5):
        print("turn", turn)
        await asyncio.sleep(0)


async def main():
    spinning = asyncio.create_task(spinner())
    print(await asyncio.shield(work(1)))
    try:
        await asyncio.shield(work(-1))
    except ValueError as e:
        print("caught", e)
    done = asyncio.create_task(work(2))
    await done
    print("now")
    print(await asyncio.shield(done))
    await spinning


asyncio.run(main())
