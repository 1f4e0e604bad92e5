import asyncio
import contextvars

var = contextvars.ContextVar("var", default="initial")


async def inner():
    print("inner sees", var.get())
    var.set("inner")
    await asyncio.sleep(0)


async def main():
    var.set("main")
    await inner()
    print("main sees", var.get())
    await asyncio.gather(inner())
    var.set("again")
    await asyncio.gather(inner())
    print("main sees", var.get())
    await asyncio.wait_for(asyncio.shield(inner()), 1)
    print("main sees", var.get())


asyncio.run(main())
