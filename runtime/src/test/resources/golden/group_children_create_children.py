import asyncio


async def child(group, name, depth):
    print("start", name)
    if depth > 0:
        group.create_task(child(group, name + "1", depth - 1))
        group.create_task(child(group, name + "2", depth - 1))
    await asyncio.sleep(0.01)
    print("end", name)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(child(group, "x", 2))
    print("left")


asyncio.run(main())
