# Python 3.13
import asyncio


async def fails_when_cancelled():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        raise ValueError("cleanup")


async def grouped():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_when_cancelled())
    except BaseExceptionGroup as failure:
        print([str(e) for e in failure.exceptions])
    print("cancelling", asyncio.current_task().cancelling())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelled at the next await")
        raise


async def main():
    task = asyncio.create_task(grouped())
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait([task])
    print("cancelled", task.cancelled())


asyncio.run(main())
