import asyncio


async def fatal():
    await asyncio.sleep(0)
    print("fatal")
    raise KeyboardInterrupt


async def other():
    await asyncio.sleep(0.01)
    print("never")


async def main():
    task = asyncio.create_task(fatal())
    asyncio.create_task(other())
    try:
        await task
    except asyncio.CancelledError:
        print("main cancelled")
        raise
    except BaseException:
        print("never")


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("thrown")
