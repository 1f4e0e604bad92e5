# Python 3.12
import asyncio


async def work(name):
    print(name, "begins")
    try:
        await asyncio.sleep(0)
    finally:
        print(name, "ends")
    return name


async def main():
    done = asyncio.create_task(work("done"))
    await done
    print(await asyncio.wait_for(done, 0))
    try:
        await asyncio.wait_for(work("never"), 0)
    except TimeoutError:
        print("not begun")
    task = asyncio.create_task(work("task"))
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(task, -1)
    except TimeoutError:
        print("cancelled", task.cancelled())


asyncio.run(main())
