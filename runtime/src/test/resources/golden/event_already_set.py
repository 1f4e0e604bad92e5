import asyncio


event = asyncio.Event()


async def spinner():
    print("spun")


async def main():
    event.set()
    task = asyncio.create_task(spinner())
    await event.wait()
    print("did not wait")
    await task
    event.set()
    print("set", event.is_set())


asyncio.run(main())
