import asyncio


async def late(name):
    print(name, "runs")
    await asyncio.sleep(0)
    print(name, "ends")


async def creator(group):
    await asyncio.sleep(0.01)
    group.create_task(late("created after the body"))
    print("created")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(creator(group))
        print("body left")
    print("group left")
    try:
        async with asyncio.TaskGroup() as group:

            async def tries():
                try:
                    await asyncio.sleep(1)
                finally:
                    coroutine = late("never")
                    try:
                        group.create_task(coroutine)
                    except RuntimeError:
                        print("refused")
                        coroutine.close()

            group.create_task(tries())
            await asyncio.sleep(0)
            raise ValueError("body")
    except ExceptionGroup as e:
        print(*e.exceptions)


asyncio.run(main())
