import asyncio


async def stubborn():
    for i in range(3):
        try:
            await asyncio.sleep(0.01 * (i + 1))
            print("slept", i)
        except asyncio.CancelledError:
            print("no", i)


async def main():
    asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    raise ValueError("main")


try:
    asyncio.run(main())
except ValueError as e:
    print("thrown", e)
