# Python 3.12
import asyncio


async def value(number):
    return number


async def nested(levels):
    if levels == 0:
        return 0
    return 1 + await eager(nested(levels - 1))


async def spinner():
    print("spun")


def eager(coroutine):
    return asyncio.Task(coroutine, loop=asyncio.get_running_loop(), eager_start=True)


async def main():
    spinning = asyncio.create_task(spinner())
    print(await eager(nested(3)))
    print(await eager(value(1)))
    print("no turn yet")
    print(*await asyncio.gather(eager(value(2)), eager(value(3))))
    await spinning


asyncio.run(main())
