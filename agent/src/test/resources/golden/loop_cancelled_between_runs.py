import asyncio


async def waits(name, future):
    try:
        print(name, await future)
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def start(loop, future):
    tasks = [asyncio.create_task(waits(name, future)) for name in "abc"]
    await asyncio.sleep(0.01)
    return tasks


async def main():
    print("main")
    await asyncio.sleep(0.01)


def run():
    loop = asyncio.new_event_loop()
    future = loop.create_future()
    a, b, c = loop.run_until_complete(start(loop, future))
    future.set_result("result")
    b.cancel()
    never = loop.create_task(waits("never", future))
    never.cancel()
    loop.call_soon(print, "called")
    loop.run_until_complete(main())
    print(a.cancelled(), b.cancelled(), c.cancelled(), never.cancelled())
    late = loop.create_future()
    d = loop.run_until_complete(start(loop, late))[0]
    d.cancel()
    try:
        late.set_result("too late")
    except asyncio.InvalidStateError:
        print("the future is cancelled with who waits for it")
    d.add_done_callback(lambda task: print("d is done"))
    loop.call_soon(print, "called again")
    loop.run_until_complete(main())
    print(d.cancelled())
    loop.close()


run()
