import asyncio
import contextvars

var = contextvars.ContextVar("var", default="initial")


def callback(name):
    print(name, "sees", var.get())
    var.set(name)


async def main():
    loop = asyncio.get_running_loop()
    var.set("one")
    loop.call_soon(callback, "soon")
    loop.call_later(0.01, callback, "later")
    loop.call_soon_threadsafe(callback, "handed over")
    future = loop.create_future()
    future.add_done_callback(lambda _: callback("done"))
    var.set("two")
    loop.call_soon(callback, "second")
    future.set_result(None)
    var.set("three")
    await asyncio.sleep(0.02)
    print("main sees", var.get())


asyncio.run(main())
