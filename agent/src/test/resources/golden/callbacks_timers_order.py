import asyncio


async def main():
    loop = asyncio.get_running_loop()
    now = loop.time()
    loop.call_later(0.01, print, "10 ms")
    loop.call_later(0, print, "zero")
    loop.call_at(now - 5, print, "long past")
    loop.call_later(-1, print, "past")
    loop.call_soon(print, "soon")
    print("registered")
    await asyncio.sleep(0)
    print("one turn")
    loop.call_later(0, print, "zero again")
    await asyncio.sleep(0)
    print("two turns")
    await asyncio.sleep(0.02)


asyncio.run(main())
