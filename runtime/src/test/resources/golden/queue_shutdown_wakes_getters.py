# Python 3.13
import asyncio


queue = asyncio.Queue()


async def getter(name):
    try:
        print(name, "got", await queue.get())
    except asyncio.QueueShutDown:
        print(name, "ends")


async def main():
    tasks = [asyncio.create_task(getter(name)) for name in "abc"]
    await asyncio.sleep(0)
    queue.put_nowait("x")
    queue.shutdown()
    await asyncio.wait(tasks)


asyncio.run(main())
