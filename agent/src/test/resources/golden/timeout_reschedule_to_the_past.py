import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "soon")
    try:
        async with asyncio.timeout(1) as scope:
            scope.reschedule(loop.time() - 1)
            loop.call_soon(print, "after")
            print("not yet", scope.expired())
            await asyncio.sleep(0)
            print("never")
    except TimeoutError:
        print("timed out")
    async with asyncio.timeout(1) as scope:
        scope.reschedule(loop.time() - 1)
    print("no await, no timeout", scope.expired())
    await asyncio.sleep(0)
    print("nothing left over")


asyncio.run(main())
