import asyncio


async def main():
    me = asyncio.current_task()
    print(me.cancelling(), me.uncancel(), me.cancelling())
    me.cancel()
    me.cancel()
    print(me.cancelling(), me.uncancel(), me.cancelling())
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("delivered", me.cancelling(), me.uncancel(), me.uncancel())
    await asyncio.sleep(0)
    print("goes on")


asyncio.run(main())
