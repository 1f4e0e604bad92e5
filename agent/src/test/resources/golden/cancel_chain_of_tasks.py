import asyncio


async def leaf():
    try:
        await asyncio.sleep(1)
    finally:
        print("leaf")
        await asyncio.sleep(0)
        print("leaf ends")


async def level(name, inner):
    try:
        await inner
    except asyncio.CancelledError:
        print(name, asyncio.current_task().cancelling())
        raise


async def main():
    a = asyncio.create_task(leaf())
    b = asyncio.create_task(level("b", a))
    c = asyncio.create_task(level("c", b))
    await asyncio.sleep(0.01)
    print(c.cancel())
    await asyncio.sleep(0)
    print(a.done(), b.done(), c.done())
    await asyncio.wait([c])
    print(a.cancelling(), b.cancelling(), c.cancelling())
    print(a.cancelled(), b.cancelled(), c.cancelled())


asyncio.run(main())
