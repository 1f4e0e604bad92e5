# Python 3.14
import asyncio


async def fails():
    await asyncio.sleep(0.02)
    raise ValueError("unheard")


async def waits(task):
    await asyncio.shield(task)


async def main():
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: print("reported", context["exception"])
    )
    task = asyncio.create_task(fails())
    waiting = asyncio.create_task(waits(task))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await asyncio.wait([waiting])
    print("wait is over")
    await asyncio.sleep(0.02)
    print("main ends")


asyncio.run(main())
