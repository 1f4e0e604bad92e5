import asyncio


async def fail(message, delay):
    try:
        await asyncio.sleep(delay)
    finally:
        print(message, "ends")
    raise ValueError(message)


async def work():
    await asyncio.sleep(0.03)
    print("work ends")


async def main():
    tasks = [asyncio.create_task(c) for c in (fail("late", 0.02), fail("soon", 0.01), work())]
    try:
        await asyncio.gather(*tasks)
    except ValueError as e:
        print("caught", e)
    print(*(task.done() for task in tasks))
    await asyncio.sleep(0.03)
    print(*(task.done() for task in tasks))


asyncio.run(main())
