import asyncio
import contextvars

var = contextvars.ContextVar("var", default="initial")


def work():
    print("thread sees", var.get())
    var.set("thread")
    print("thread sees", var.get())


async def main():
    var.set("main")
    await asyncio.to_thread(work)
    print("main sees", var.get())


asyncio.run(main())
