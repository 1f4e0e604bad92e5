import asyncio


condition = asyncio.Condition()


async def waiter(name):
    async with condition:
        print(name, "waits")
        await condition.wait()
        print(name, "notified")
        await asyncio.sleep(0)
        print(name, "leaves")


async def main():
    tasks = [asyncio.create_task(waiter(name)) for name in "abcd"]
    await asyncio.sleep(0)
    async with condition:
        condition.notify()
        print("notified one")
    await asyncio.sleep(0.01)
    async with condition:
        condition.notify(2)
        print("notified two")
    await asyncio.sleep(0.01)
    async with condition:
        condition.notify_all()
        condition.notify(3)
        print("notified all")
    await asyncio.wait(tasks)


asyncio.run(main())
