import asyncio
import contextvars

var = contextvars.ContextVar("var", default="initial")


async def child(name):
    print(name, "sees", var.get())
    var.set("child")


def callback():
    var.set("callback")
    asyncio.get_running_loop().create_task(child("made in a callback"))
    var.set("later")


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(child("task"))
    var.set("main")
    task.add_done_callback(lambda _: print("done callback sees", var.get()))
    loop.call_soon(callback)
    var.set("changed")
    await asyncio.sleep(0.01)
    print("main sees", var.get())


asyncio.run(main())
