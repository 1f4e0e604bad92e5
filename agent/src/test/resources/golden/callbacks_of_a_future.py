import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    for name in "abc":
        future.add_done_callback(lambda f, name=name: print(name, f.cancelled()))
    print(future.done(), future.cancelled())
    print(future.cancel(), future.cancel())
    print(future.done(), future.cancelled())
    print("not yet called")
    await asyncio.sleep(0)
    try:
        future.set_result(1)
    except asyncio.InvalidStateError:
        print("refused")
    try:
        await future
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
