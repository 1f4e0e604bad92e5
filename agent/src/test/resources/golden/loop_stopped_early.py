import asyncio


async def work():
    print("works")
    await asyncio.sleep(0.01)
    print("done")


def main():
    loop = asyncio.new_event_loop()
    loop.call_soon(loop.stop)
    coroutine = work()
    try:
        loop.run_until_complete(coroutine)
    except RuntimeError:
        print("stopped early")
    loop.call_later(0.02, loop.stop)
    loop.run_forever()
    print("stopped")
    loop.close()


main()
