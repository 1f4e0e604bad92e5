# Python 3.13
import asyncio


queue = asyncio.Queue()


async def joiner():
    await queue.join()
    print("joined")


async def main():
    for item in "abc":
        queue.put_nowait(item)
    print("got", queue.get_nowait())
    task = asyncio.create_task(joiner())
    await asyncio.sleep(0)
    queue.shutdown(immediate=True)
    print("size", queue.qsize())
    try:
        await queue.get()
    except asyncio.QueueShutDown:
        print("nothing left")
    await asyncio.sleep(0)
    print("joined already", task.done())
    queue.task_done()
    await task


asyncio.run(main())
