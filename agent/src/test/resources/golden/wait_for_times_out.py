# Python 3.12
import asyncio


async def work():
    try:
        await asyncio.sleep(1)
    finally:
        print("cleans up")
        await asyncio.sleep(0.01)
        print("cleaned up")


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    try:
        await asyncio.wait_for(work(), 0.01)
    except TimeoutError:
        print("timed out", round((loop.time() - began) * 1000))
    task = asyncio.create_task(work())
    try:
        await asyncio.wait_for(task, 0.01)
    except TimeoutError:
        print("timed out", task.cancelled())


asyncio.run(main())
