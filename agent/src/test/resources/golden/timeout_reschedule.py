import asyncio


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    try:
        async with asyncio.timeout(0.01) as scope:
            scope.reschedule(loop.time() + 0.03)
            await asyncio.sleep(0.02)
            print("moved")
            scope.reschedule(loop.time() + 0.02)
            await asyncio.sleep(1)
    except TimeoutError:
        print("timed out", round((loop.time() - began) * 1000))
    try:
        scope.reschedule(loop.time() + 1)
    except RuntimeError:
        print("refused")
    async with asyncio.timeout(0.01) as scope:
        pass
    try:
        scope.reschedule(loop.time() + 1)
    except RuntimeError:
        print("refused")


asyncio.run(main())
