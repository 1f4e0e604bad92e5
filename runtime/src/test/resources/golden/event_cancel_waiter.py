import asyncio


event = asyncio.Event()


async def waiter(name):
    try:
        await event.wait()
        print(name, "goes on")
    except asyncio.CancelledError:
        print(name, "cancelled, set", event.is_set())


async def main():
    tasks = [asyncio.create_task(waiter(name)) for name in "abc"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    event.set()
    tasks[2].cancel()
    await asyncio.wait(tasks)


asyncio.run(main())
