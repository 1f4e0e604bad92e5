# Python 3.13
import asyncio


async def main():
    me = asyncio.current_task()
    me.cancel()
    print(me.cancelling(), me.uncancel())
    await asyncio.sleep(0)
    print("nothing was delivered")
    me.cancel()
    me.cancel()
    me.uncancel()
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("one request is left", me.cancelling(), me.uncancel())
    await asyncio.sleep(0)


asyncio.run(main())
