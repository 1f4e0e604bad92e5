import asyncio


async def waits(name, future):
    try:
        print(name, "got", await future)
    except asyncio.CancelledError:
        print(name, "cancelled", asyncio.current_task().cancelling())


async def main():
    future = asyncio.get_running_loop().create_future()
    a = asyncio.create_task(waits("a", future))
    b = asyncio.create_task(waits("b", future))
    await asyncio.sleep(0)
    a.cancel()
    await asyncio.wait([a, b])
    print(future.cancelled())


asyncio.run(main())
