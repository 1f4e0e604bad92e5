# Python 3.12
import asyncio


async def work():
    print("begins")
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def suicide():
    asyncio.current_task().cancel()
    return 1


def eager(coroutine):
    return asyncio.Task(coroutine, loop=asyncio.get_running_loop(), eager_start=True)


async def main():
    task = eager(work())
    task.cancel()
    print("asked")
    await asyncio.wait([task])
    print(task.cancelled())
    task = eager(suicide())
    print(task.done(), task.cancelled())


asyncio.run(main())
