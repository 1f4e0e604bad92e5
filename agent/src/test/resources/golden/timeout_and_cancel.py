import asyncio


async def work(name):
    try:
        async with asyncio.timeout(0.01) as scope:
            try:
                await asyncio.sleep(1)
            finally:
                await asyncio.sleep(0.01)
    except TimeoutError:
        print(name, "timed out")
    except asyncio.CancelledError:
        print(name, "cancelled", scope.expired(), asyncio.current_task().cancelling())
        raise


async def main():
    loop = asyncio.get_running_loop()
    a = asyncio.create_task(work("a"))
    b = asyncio.create_task(work("b"))
    c = asyncio.create_task(work("c"))
    loop.call_later(0.015, a.cancel)
    loop.call_later(0.005, b.cancel)
    await asyncio.wait([a, b, c])
    print(a.cancelled(), b.cancelled(), c.cancelled())


asyncio.run(main())
