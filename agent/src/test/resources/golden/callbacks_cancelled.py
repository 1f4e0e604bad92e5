import asyncio


async def main():
    loop = asyncio.get_running_loop()
    first = loop.call_soon(print, "cancelled by main")
    third = None

    def second():
        print("second")
        third.cancel()
        timer.cancel()

    loop.call_soon(second)
    third = loop.call_soon(print, "cancelled by the second")
    timer = loop.call_later(0.01, print, "timer")
    kept = loop.call_later(0.01, print, "kept")
    first.cancel()
    print(first.cancelled(), third.cancelled())
    await asyncio.sleep(0.02)
    print(third.cancelled(), timer.cancelled(), kept.cancelled())


asyncio.run(main())
