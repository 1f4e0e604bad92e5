# Python 3.13
import asyncio


condition = asyncio.Condition()


async def waiter(name):
    async with condition:
        try:
            await condition.wait()
            print(name, "woken")
        except asyncio.CancelledError:
            print(name, "cancelled")
            raise


async def main():
    tasks = [asyncio.create_task(waiter(name)) for name in "ab"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    await asyncio.wait(tasks)


asyncio.run(main())
