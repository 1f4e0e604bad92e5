import asyncio


async def late(group):
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        coroutine = asyncio.sleep(0)
        try:
            group.create_task(coroutine)
        except RuntimeError:
            print("refused while cancelling")
        coroutine.close()


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(late(group))
            await asyncio.sleep(0)
            raise ValueError("body")
    except BaseExceptionGroup:
        pass
    coroutine = asyncio.sleep(0)
    try:
        group.create_task(coroutine)
    except RuntimeError:
        print("refused after the end")
    coroutine.close()


asyncio.run(main())
