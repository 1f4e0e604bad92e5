import asyncio


async def server(name, delay, fails):
    print(name, "asked")
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(name, "too late")
        raise
    if fails:
        raise ConnectionError(name)
    return name


async def main():
    tasks = {
        asyncio.create_task(server("slow", 0.03, False)),
        asyncio.create_task(server("broken", 0.01, True)),
        asyncio.create_task(server("quick", 0.02, False)),
    }
    while tasks:
        done, tasks = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        winner = done.pop()
        if winner.exception() is None:
            print("answer of", winner.result())
            break
        print("failed", winner.exception())
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


asyncio.run(main())
