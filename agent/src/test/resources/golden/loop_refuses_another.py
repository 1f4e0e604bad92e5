import asyncio


async def nothing():
    print("never")


async def main():
    loop = asyncio.get_running_loop()
    coroutine = nothing()
    for use in (
        lambda: asyncio.run(coroutine),
        lambda: loop.close(),
    ):
        try:
            use()
        except RuntimeError:
            print("refused")
    coroutine.close()


asyncio.run(main())
