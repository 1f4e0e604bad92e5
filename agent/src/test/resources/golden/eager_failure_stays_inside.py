# Python 3.12
import asyncio


async def fails(message, turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise ValueError(message)


def eager(coroutine):
    return asyncio.Task(coroutine, loop=asyncio.get_running_loop(), eager_start=True)


async def main():
    a = eager(fails("at once", 0))
    b = eager(fails("later", 1))
    print(a.done(), b.done())
    for task in a, b:
        try:
            await task
        except ValueError as e:
            print(e)


asyncio.run(main())
