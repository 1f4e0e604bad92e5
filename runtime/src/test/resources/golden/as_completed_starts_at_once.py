# Python 3.13
import asyncio


async def work(name):
    print(name, "runs")
    return name


async def main():
    all_done = asyncio.as_completed([work("a")])
    await asyncio.sleep(0)
    print("main")
    for next_done in all_done:
        print("got", await next_done)


asyncio.run(main())
