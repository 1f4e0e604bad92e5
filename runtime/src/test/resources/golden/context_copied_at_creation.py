import asyncio
import contextvars

var = contextvars.ContextVar("var", default="initial")


async def child(name):
    print(name, "starts with", var.get())
    var.set(name)
    await asyncio.sleep(0)
    print(name, "has", var.get())


async def main():
    print("main has", var.get())
    var.set("main")
    a = asyncio.create_task(child("a"))
    var.set("changed")
    b = asyncio.create_task(child("b"))
    await a
    await b
    print("main has", var.get())


asyncio.run(main())
