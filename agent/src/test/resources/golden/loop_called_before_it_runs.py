import asyncio


async def says(word):
    print(word)


async def main():
    print("main")
    await asyncio.sleep(0)
    await asyncio.sleep(0)


def run():
    loop = asyncio.new_event_loop()
    loop.call_soon_threadsafe(print, "first")
    loop.call_soon(print, "second")
    asyncio.run_coroutine_threadsafe(says("task"), loop)
    loop.call_soon_threadsafe(print, "third")
    loop.call_soon(print, "fourth")
    loop.call_soon_threadsafe(print, "fifth")
    loop.run_until_complete(main())
    loop.call_soon(print, "again")
    loop.call_soon_threadsafe(print, "and again")
    loop.run_until_complete(main())
    loop.close()


run()
