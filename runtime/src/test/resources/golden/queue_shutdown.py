# Python 3.13
import asyncio


queue = asyncio.Queue(2)


async def putter(item):
    try:
        await queue.put(item)
        print("put", item)
    except asyncio.QueueShutDown:
        print("refused", item)


async def getter(name):
    try:
        while True:
            print(name, "got", await queue.get())
    except asyncio.QueueShutDown:
        print(name, "ends")


async def main():
    queue.put_nowait("a")
    queue.put_nowait("b")
    task = asyncio.create_task(putter("c"))
    await asyncio.sleep(0)
    queue.shutdown()
    await putter("d")
    await asyncio.gather(getter("x"), getter("y"))
    await task
    queue.task_done()
    queue.task_done()
    await queue.join()
    print("joined")


asyncio.run(main())
