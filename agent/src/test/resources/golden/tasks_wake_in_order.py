import asyncio


async def waiter(name, future):
    print(name, "got", await future)
    await asyncio.sleep(0)
    print(name, "ends")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    a = asyncio.create_task(waiter("a", future))
    await asyncio.sleep(0)
    future.add_done_callback(lambda f: print("callback", f.result()))
    b = asyncio.create_task(waiter("b", future))
    await asyncio.sleep(0)
    loop.call_soon(print, "soon, before")
    future.set_result(1)
    loop.call_soon(print, "soon, after")
    future.add_done_callback(lambda f: print("late callback"))
    print("set")
    await asyncio.gather(a, b)


asyncio.run(main())
