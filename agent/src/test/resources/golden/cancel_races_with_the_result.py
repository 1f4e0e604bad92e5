import asyncio


async def work(name, future):
    try:
        print(name, "got", await future)
    except asyncio.CancelledError:
        print(name, "cancelled", future.done(), future.cancelled())


async def main():
    loop = asyncio.get_running_loop()
    for first in "result", "cancel":
        future = loop.create_future()
        task = asyncio.create_task(work(first, future))
        await asyncio.sleep(0)
        if first == "result":
            future.set_result(1)
            print(task.cancel())
        else:
            print(task.cancel())
            print("cancelled with it", future.cancelled())
        await task


asyncio.run(main())
