import asyncio


async def fails(message):
    raise ValueError(message)


async def fails_when_cancelled(message, millis):
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(millis / 1000)
        raise ValueError(message)


async def in_the_same_turn():
    async with asyncio.TaskGroup() as group:
        group.create_task(fails("child"))
        await asyncio.sleep(0)
        raise ValueError("body")


async def while_it_is_cancelled(millis):
    async with asyncio.TaskGroup() as group:
        group.create_task(fails_when_cancelled("cleanup", millis))
        group.create_task(fails("child"))
        try:
            await asyncio.sleep(1)
        finally:
            raise ValueError("body")


async def main():
    for each in in_the_same_turn(), while_it_is_cancelled(0), while_it_is_cancelled(10):
        try:
            await each
        except ExceptionGroup as e:
            print(*e.exceptions)


asyncio.run(main())
