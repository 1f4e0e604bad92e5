import asyncio


queue = asyncio.Queue(2)


async def producer():
    for item in range(5):
        print("put", item)
        await queue.put(item)
    print("producer done")


async def consumer():
    for _ in range(5):
        item = await queue.get()
        print("got", item, "left", queue.qsize())


async def main():
    await asyncio.gather(producer(), consumer())


asyncio.run(main())
