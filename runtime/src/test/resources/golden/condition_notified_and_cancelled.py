# Python 3.13
import asyncio


condition = asyncio.Condition()


async def waiter(name):
    async with condition:
        try:
            await condition.wait()
            print(name, "notified")
        except asyncio.CancelledError:
            print(name, "cancelled")
            raise


async def main():
    tasks = [asyncio.create_task(waiter(name)) for name in "abc"]
    await asyncio.sleep(0)
    async with condition:
        condition.notify()
    tasks[0].cancel()
    await asyncio.sleep(0.01)
    print([task.done() for task in tasks])
    tasks[2].cancel()
    await asyncio.wait(tasks)


asyncio.run(main())
