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
    first = loop.create_task(says("task"))
    loop.call_soon_threadsafe(print, "third")
    loop.call_soon(print, "fourth")
    loop.call_soon_threadsafe(print, "fifth")
    loop.run_until_complete(main())
    loop.call_soon(print, "again")
    loop.call_soon_threadsafe(print, "and again")
    second = loop.create_task(says("task again"))
    loop.run_until_complete(main())
    third = loop.create_task(says("task of the last run"))
    loop.call_soon(loop.stop)
    loop.run_forever()
    print(all(task.done() for task in (first, second, third)))
    loop.close()


run()
