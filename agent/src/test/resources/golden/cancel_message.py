import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print("work", *e.args)
        raise


async def awaiter(task):
    try:
        await task
    except asyncio.CancelledError as e:
        print("awaiter", *e.args)
        raise


async def main():
    task = asyncio.create_task(work())
    outer = asyncio.create_task(awaiter(task))
    await asyncio.sleep(0)
    outer.cancel("enough")
    try:
        await outer
    except asyncio.CancelledError as e:
        print("main", *e.args)
    again = asyncio.create_task(work())
    await asyncio.sleep(0)
    again.cancel("first")
    again.cancel("second")
    await asyncio.wait([again])


asyncio.run(main())
