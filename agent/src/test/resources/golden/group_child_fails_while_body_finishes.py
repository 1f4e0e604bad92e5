import asyncio


async def fail():
    await asyncio.sleep(0.01)
    raise ValueError("child")


async def slow():
    try:
        await asyncio.sleep(1)
    finally:
        print("slow cancelled")
        await asyncio.sleep(0)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fail())
            group.create_task(slow())
            await asyncio.sleep(0)
            print("body left")
    except ExceptionGroup as e:
        print(*e.exceptions, asyncio.current_task().cancelling())


asyncio.run(main())
