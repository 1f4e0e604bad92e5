# Python 3.12
import asyncio


attempts = 0


async def flaky():
    global attempts
    attempts += 1
    print("attempt", attempts)
    await asyncio.sleep(0.005 * (4 - attempts))
    if attempts == 2:
        raise ConnectionError("refused")
    return "answer"


async def with_retries():
    for tries in range(4):
        try:
            return await asyncio.wait_for(flaky(), 0.012)
        except (TimeoutError, ConnectionError) as e:
            print("retry after", "timeout" if isinstance(e, TimeoutError) else e)
            await asyncio.sleep(0.001 * 2**tries)


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    print(await with_retries())
    print(round((loop.time() - began) * 1000))


asyncio.run(main())
