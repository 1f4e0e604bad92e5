import asyncio


async def work(name):
    try:
        await asyncio.sleep(0.01)
        print(name, "slept")
    except asyncio.CancelledError:
        print(name, "cancelled")


async def main():
    loop = asyncio.get_running_loop()
    a = asyncio.create_task(work("a"))
    b = asyncio.create_task(work("b"))
    a.add_done_callback(lambda t: print("a done", b.cancel()))
    loop.call_later(0.005, lambda: print("timer", a.cancel()))
    await asyncio.wait([a, b])
    print(a.cancel(), b.cancel())


asyncio.run(main())
