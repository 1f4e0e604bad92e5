import asyncio


async def left():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleans up")
        await asyncio.sleep(0.01)
        print("cleaned up")


async def fails():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(0.02)
        raise ValueError("while closing")


async def main():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print("reported", context["exception"])
    )
    a = asyncio.create_task(left())
    a.add_done_callback(lambda t: print("callback", t.cancelled()))
    asyncio.create_task(fails())
    await asyncio.sleep(0)
    print("main ends")


asyncio.run(main())
