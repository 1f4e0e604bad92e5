import asyncio


async def resource(name):
    print("opens", name)
    try:
        await asyncio.sleep(1)
    finally:
        print("closes", name)
        await asyncio.sleep(0.01)
        print("closed", name)


async def calls():
    try:
        await resource("a")
    except Exception:
        print("never: it is no Exception")
    finally:
        print("caller leaves")


async def main():
    task = asyncio.create_task(calls())
    await asyncio.sleep(0)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")


asyncio.run(main())
