import asyncio


async def fails(name, millis):
    await asyncio.sleep(millis / 1000)
    raise ValueError(name)


async def fails_when_cancelled(name, millis):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(millis / 1000)
        raise ValueError(name)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_when_cancelled("slow", 20))
            group.create_task(fails_when_cancelled("quick", 10))
            group.create_task(fails("first", 10))
            group.create_task(asyncio.sleep(1))
            print("body left")
    except BaseExceptionGroup as failure:
        print([str(e) for e in failure.exceptions])


asyncio.run(main())
