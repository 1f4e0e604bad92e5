import asyncio


async def sleeper(name):
    try:
        await asyncio.sleep(0.01)
        print(name, "slept")
    except asyncio.CancelledError:
        print(name, "cancelled")


async def canceller(tasks):
    await asyncio.sleep(0.01)
    print("cancels")
    for task in tasks:
        print(task.cancel())


async def main():
    tasks = []
    tasks.append(asyncio.create_task(sleeper("before")))
    canceling = asyncio.create_task(canceller(tasks))
    tasks.append(asyncio.create_task(sleeper("after")))
    await asyncio.wait([*tasks, canceling])


asyncio.run(main())
