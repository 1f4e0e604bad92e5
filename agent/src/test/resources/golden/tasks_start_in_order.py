import asyncio


async def work(name):
    print(name, "begins")
    await asyncio.sleep(0)
    print(name, "ends")


async def main():
    a = asyncio.create_task(work("a"))
    b = asyncio.create_task(work("b"))
    print("created")
    await work("called")
    c = asyncio.create_task(work("c"))
    await b
    print("b is done", a.done(), c.done())
    await c


asyncio.run(main())
