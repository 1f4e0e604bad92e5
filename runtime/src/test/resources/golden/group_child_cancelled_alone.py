import asyncio


async def sleeper(name):
    await asyncio.sleep(0.01)
    print(name, "done")


async def main():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(sleeper("a"))
        group.create_task(sleeper("b"))
        await asyncio.sleep(0)
        a.cancel()
    print("left", a.cancelled())


asyncio.run(main())
