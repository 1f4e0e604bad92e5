import asyncio


async def returns():
    asyncio.current_task().cancel()
    print("goes on")
    return 1


async def waits():
    asyncio.current_task().cancel()
    done = asyncio.get_running_loop().create_future()
    done.set_result(2)
    print("no delivery", await done)
    try:
        await asyncio.sleep(0)
        print("never")
    except asyncio.CancelledError:
        print("delivered")
    return 3


async def main():
    a = asyncio.create_task(returns())
    await asyncio.wait([a])
    print(a.cancelled())
    print(await asyncio.create_task(waits()))


asyncio.run(main())
