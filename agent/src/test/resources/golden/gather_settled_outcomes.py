import asyncio


async def fail(message):
    await asyncio.sleep(0.01)
    raise ValueError(message)


async def work(value):
    await asyncio.sleep(0.02)
    return value


async def main():
    cancelled = asyncio.create_task(work(0))
    waiting = asyncio.gather(fail("a"), work(1), cancelled, fail("b"), return_exceptions=True)
    await asyncio.sleep(0)
    cancelled.cancel("c")
    for one in await waiting:
        print("cancelled" if isinstance(one, asyncio.CancelledError) else one)


asyncio.run(main())
