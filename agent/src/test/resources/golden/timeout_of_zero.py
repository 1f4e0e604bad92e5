import asyncio


async def main():
    async with asyncio.timeout(0):
        print("no await")
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(0)
            print("never")
    except TimeoutError:
        print("one turn is too much")
    try:
        async with asyncio.timeout(-1):
            await asyncio.sleep(1)
    except TimeoutError:
        print("timed out")


asyncio.run(main())
