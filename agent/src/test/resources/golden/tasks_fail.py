import asyncio


async def fail(message):
    await asyncio.sleep(0)
    raise ValueError(message)


async def main():
    a = asyncio.create_task(fail("a"))
    b = asyncio.create_task(fail("b"))
    for task in a, b, a:
        try:
            await task
        except ValueError as e:
            print("caught", e, task.done(), task.cancelled())
    try:
        await fail("called")
    except ValueError as e:
        print("caught", e)


asyncio.run(main())
