import asyncio


async def work():
    await asyncio.sleep(0)
    raise asyncio.CancelledError("by hand")


async def main():
    task = asyncio.create_task(work())
    try:
        await task
    except asyncio.CancelledError as e:
        print("caught", *e.args)
    print(task.cancelled(), task.cancelling())
    try:
        await work()
    except asyncio.CancelledError:
        print("called", asyncio.current_task().cancelling())


asyncio.run(main())
