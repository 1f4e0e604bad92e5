# Python 3.12
import asyncio


async def swallows():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(0.01)
        return "a value all the same"


async def fails():
    try:
        await asyncio.sleep(1)
    finally:
        raise ValueError("in cleanup")


async def main():
    print(await asyncio.wait_for(swallows(), 0.01))
    print(await asyncio.wait_for(asyncio.create_task(swallows()), 0.01))
    for awaitable in fails(), asyncio.create_task(fails()):
        try:
            await asyncio.wait_for(awaitable, 0.01)
        except ValueError as e:
            print(e)
    print(asyncio.current_task().cancelling())


asyncio.run(main())
