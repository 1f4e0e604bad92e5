import asyncio


async def work(name):
    try:
        await asyncio.sleep(0.01)
        print(name, "ends")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    a = asyncio.create_task(work("a"))
    b = asyncio.create_task(work("b"))
    waiting = asyncio.gather(a, b)
    await asyncio.sleep(0)
    a.cancel()
    try:
        await waiting
    except asyncio.CancelledError:
        print("main", asyncio.current_task().cancelling(), b.done())
    await b


asyncio.run(main())
