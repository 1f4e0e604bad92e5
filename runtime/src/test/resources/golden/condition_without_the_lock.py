import asyncio


condition = asyncio.Condition()


async def main():
    try:
        await condition.wait()
    except RuntimeError:
        print("cannot wait")
    try:
        condition.notify()
    except RuntimeError:
        print("cannot notify")
    async with condition:
        condition.notify_all()
        print("nobody waits")


asyncio.run(main())
