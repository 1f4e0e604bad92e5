import asyncio


async def main():
    loop = asyncio.get_running_loop()

    def tick(number):
        print("tick", number)
        loop.call_soon(tick, number + 1)

    tick(0)
    print("main ends")


asyncio.run(main())
print("closed")
