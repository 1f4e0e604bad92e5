import asyncio


async def spinner():
    for turn in range(3):
        print("turn", turn)
        await asyncio.sleep(0)


async def seven():
    return 7


async def main():
    done = asyncio.create_task(seven())
    await done
    spinning = asyncio.create_task(spinner())
    future = asyncio.get_running_loop().create_future()
    future.set_result(8)
    print(await done, await future, await seven(), await done)
    print("no turn yet")
    await spinning


asyncio.run(main())
