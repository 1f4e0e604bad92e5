import asyncio


async def left():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleans up")
        await asyncio.sleep(0)
        asyncio.create_task(spinner())
        print("cleaned up")


async def spinner():
    turn = 0
    while True:
        print("turn", turn)
        turn += 1
        await asyncio.sleep(0)


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    asyncio.create_task(left())
    await asyncio.sleep(0)
    print("main ends")


asyncio.run(main())
print("closed")
