import asyncio


event = asyncio.Event()


async def waiter(name):
    print(name, "waits")
    await event.wait()
    print(name, "goes on, set", event.is_set())


async def main():
    tasks = [asyncio.create_task(waiter(name)) for name in "abc"]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    tasks.append(asyncio.create_task(waiter("late")))
    await asyncio.wait(tasks[:3])
    print("late done", tasks[3].done())
    event.set()
    await tasks[3]


asyncio.run(main())
