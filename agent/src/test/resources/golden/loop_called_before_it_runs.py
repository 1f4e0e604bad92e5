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
    loop.call_soon_threadsafe(print, "behind it")
    loop.call_soon_threadsafe(loop.stop)
    loop.run_forever()
    future = loop.create_future()
    future.add_done_callback(lambda done: print("done"))
    loop.call_soon_threadsafe(print, "before it is done")
    fourth = loop.create_task(says("task before it is done"))
    future.set_result(None)
    loop.call_soon(print, "at the end")
    loop.run_until_complete(main())
    print(all(task.done() for task in (first, second, third, fourth)))
    loop.close()


run()
