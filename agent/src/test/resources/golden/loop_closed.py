import asyncio


async def nothing():
    pass


def main():
    loop = asyncio.new_event_loop()
    loop.run_until_complete(nothing())
    loop.close()
    loop.close()
    coroutine = nothing()
    for use in (
        lambda: loop.call_soon(print),
        lambda: loop.call_later(1, print),
        lambda: loop.run_until_complete(coroutine),
        lambda: loop.run_forever(),
    ):
        try:
            use()
        except RuntimeError:
            print("refused")
    coroutine.close()


main()
