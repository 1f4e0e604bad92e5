import asyncio


async def producer(name, queue, count):
    for i in range(count):
        await queue.put(f"{name}{i}")
        print(name, "put", i, queue.qsize())
        if i % 2:
            await asyncio.sleep(0)
    print(name, "ends")


async def consumer(name, queue):
    try:
        while True:
            print(name, "got", await queue.get())
            await asyncio.sleep(0.001)
    except asyncio.CancelledError:
        print(name, "stops")


async def main():
    queue = asyncio.Queue(2)
    consumers = [asyncio.create_task(consumer(name, queue)) for name in ("x", "y")]
    await asyncio.gather(producer("a", queue, 4), producer("b", queue, 3))
    await asyncio.sleep(0.01)
    for each in consumers:
        each.cancel()
    await asyncio.wait(consumers)


asyncio.run(main())
