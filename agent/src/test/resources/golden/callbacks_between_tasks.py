import asyncio


async def work(name):
    print(name, 1)
    await asyncio.sleep(0)
    print(name, 2)


async def main():
    loop = asyncio.get_running_loop()
    a = asyncio.create_task(work("a"))
    loop.call_soon(print, "soon", 1)
    b = asyncio.create_task(work("b"))

    def again():
        print("again")
        loop.call_soon(print, "from the callback")

    loop.call_soon(again)
    await a
    await b


asyncio.run(main())
