import asyncio


async def slow(name):
    print(name, "begins")
    try:
        await asyncio.sleep(1)
        print(name, "ends")
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def value(number):
    return number


async def main():
    done = asyncio.create_task(value(7))
    await done
    print(*await asyncio.wait_for(asyncio.gather(done), 0))
    print(await asyncio.wait_for(asyncio.shield(done), 0))
    one, two = await asyncio.wait_for(asyncio.gather(asyncio.gather(done), asyncio.shield(done)), 0)
    print(*one, two)
    try:
        await asyncio.wait_for(asyncio.gather(slow("a"), asyncio.gather(slow("b"))), 0)
    except TimeoutError:
        print("timed out", len(asyncio.all_tasks()))
    begun = asyncio.gather(slow("c"), slow("d"))
    await asyncio.sleep(0)
    try:
        await asyncio.wait_for(begun, 0)
    except TimeoutError:
        print("timed out", len(asyncio.all_tasks()))
    try:
        await asyncio.wait_for(asyncio.shield(slow("e")), 0)
    except TimeoutError:
        print("timed out", len(asyncio.all_tasks()))
    await asyncio.sleep(2)


asyncio.run(main())
