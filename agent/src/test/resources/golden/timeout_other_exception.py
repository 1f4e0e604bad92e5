import asyncio


async def main():
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(1)
            finally:
                raise ValueError("instead")
    except ValueError as e:
        print(e, asyncio.current_task().cancelling())
    try:
        async with asyncio.timeout(0.01):
            raise ValueError("at once")
    except ValueError as e:
        print(e)


asyncio.run(main())
