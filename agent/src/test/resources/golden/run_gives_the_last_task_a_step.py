import asyncio


async def late():
    print("begins")
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def main():
    task = asyncio.create_task(late())
    task.add_done_callback(lambda t: print("callback"))
    print("main ends")
    return 5


print(asyncio.run(main()))
