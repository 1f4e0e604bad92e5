import asyncio


async def never():
    print("began")
    await asyncio.sleep(1)
    print("never")


async def left():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled")
        created.append(asyncio.create_task(never()))
        await asyncio.sleep(0)
        print("ends")


created = []


async def main():
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: None)
    asyncio.create_task(left())
    await asyncio.sleep(0)


asyncio.run(main())
print(created[0].done())
