import asyncio


async def never():
    try:
        print("never")
    finally:
        print("never either")


async def main():
    task = asyncio.create_task(never())
    print(task.cancel("early"), task.cancelled(), task.done(), task.cancelling())
    await asyncio.sleep(0)
    print(task.cancelled(), task.done())
    try:
        await task
    except asyncio.CancelledError as e:
        print("cancelled", *e.args)


asyncio.run(main())
