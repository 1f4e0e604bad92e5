import asyncio


async def main():
    try:
        async with asyncio.timeout(0.01) as outer:
            try:
                async with asyncio.timeout(0.01) as inner:
                    await asyncio.sleep(1)
            except TimeoutError:
                print("inner timed out", inner.expired(), outer.expired())
                await asyncio.sleep(0)
                print("a turn later", outer.expired())
                await asyncio.sleep(1)
    except TimeoutError:
        print("outer timed out", asyncio.current_task().cancelling())


asyncio.run(main())
