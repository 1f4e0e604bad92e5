import asyncio


async def ticker():
    for turn in range(6):
        print("tick", turn)
        await asyncio.sleep(0)


async def value(number):
    return number


def numbers():
    return sorted(int(task.get_name()[5:]) for task in asyncio.all_tasks())


async def main():
    ticking = asyncio.create_task(ticker())
    first = min(numbers())
    gathering = asyncio.gather(
        asyncio.gather(value(1), value(2)),
        asyncio.gather(value(3)),
        asyncio.shield(value(4)),
    )
    print(*[number - first for number in numbers()])
    one, two, three = await gathering
    print(*one, *two, three)
    await ticking
    done = asyncio.create_task(value(5))
    await done
    ticking = asyncio.create_task(ticker())
    one, two = await asyncio.gather(asyncio.gather(done), asyncio.shield(done))
    print(*one, two, "no turn yet")
    await ticking


asyncio.run(main())
