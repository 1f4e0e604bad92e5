# Python 3.12
import asyncio


async def work(value):
    print("same task", asyncio.current_task().get_name())
    await asyncio.sleep(0.01)
    return value


async def main():
    asyncio.current_task().set_name("main")
    print(await asyncio.wait_for(work(1), 0.02))
    task = asyncio.create_task(work(2), name="other")
    print(await asyncio.wait_for(task, 0.02))


asyncio.run(main())
