import asyncio


async def narcissus():
    print("begins")
    try:
        await asyncio.current_task()
    except RuntimeError:
        print("refused")


async def spinner():
    for turn in range(3):
        print("turn", turn)
        await asyncio.sleep(0)


async def main():
    task = asyncio.create_task(narcissus())
    await asyncio.gather(task, spinner())


asyncio.run(main())
