# Python 3.12
import asyncio


async def main():
    loop = asyncio.get_running_loop()

    async def attempt(name, first):
        future = loop.create_future()
        if first:
            loop.call_later(0.01, future.set_result, name)
        waiting = asyncio.create_task(asyncio.wait_for(future, 0.01))
        await asyncio.sleep(0)
        if not first:
            loop.call_later(0.01, lambda: future.done() or future.set_result(name))
        try:
            print("got", await waiting)
        except TimeoutError:
            print(name, "timed out", future.cancelled())

    await attempt("before", True)
    await attempt("after", False)


asyncio.run(main())
