import asyncio
import contextvars

var = contextvars.ContextVar("var", default="initial")


async def child(name):
    print(name, "sees", var.get())
    var.set(name)


async def main():
    async with asyncio.TaskGroup() as group:
        var.set("one")
        group.create_task(child("a"))
        var.set("two")
        group.create_task(child("b"))
    print("main sees", var.get())


asyncio.run(main())
