import asyncio


async def main():
    loop = asyncio.get_running_loop()

    def tick(left):
        print("tick", left)
        if left:
            loop.call_soon(tick, left - 1)

    loop.call_later(0, print, "timer")
    tick(3)
    for turn in range(5):
        print("turn", turn)
        await asyncio.sleep(0)


asyncio.run(main())
