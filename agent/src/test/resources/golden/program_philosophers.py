import asyncio


async def philosopher(number, forks, seats):
    left, right = forks[number], forks[(number + 1) % len(forks)]
    for meal in range(2):
        async with seats:
            async with left:
                print(number, "has the left fork")
                await asyncio.sleep(0)
                async with right:
                    print(number, "eats", meal)
                    await asyncio.sleep(0.001)
        print(number, "thinks")


async def main():
    forks = [asyncio.Lock() for _ in range(4)]
    seats = asyncio.Semaphore(3)
    async with asyncio.TaskGroup() as group:
        for number in range(4):
            group.create_task(philosopher(number, forks, seats))
    print("all fed")


asyncio.run(main())
