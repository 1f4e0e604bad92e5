import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("reported", context["exception"]))

    def fail(message):
        raise ValueError(message)

    loop.call_soon(fail, "soon")
    loop.call_soon(print, "the rest of the turn")
    loop.call_later(0.01, fail, "timer")
    task = asyncio.create_task(asyncio.sleep(0.005))
    task.add_done_callback(lambda t: fail("done"))
    task.add_done_callback(lambda t: print("the next callback"))
    await asyncio.sleep(0.02)
    print("goes on")


asyncio.run(main())
