import asyncio


async def fails():
    raise ValueError("child")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails())
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                raise ValueError("body")
    except BaseExceptionGroup as failure:
        print([str(e) for e in failure.exceptions])


asyncio.run(main())
