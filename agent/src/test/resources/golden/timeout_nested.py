import asyncio


async def main():
    try:
        async with asyncio.timeout(0.01) as outer:
            try:
                async with asyncio.timeout(0.02) as inner:
                    await asyncio.sleep(1)
            except TimeoutError:
                print("never")
            finally:
                print("inner left", inner.expired(), outer.expired())
    except TimeoutError:
        print("outer timed out")
    try:
        async with asyncio.timeout(0.02) as outer:
            try:
                async with asyncio.timeout(0.01) as inner:
                    await asyncio.sleep(1)
            except TimeoutError:
                print("inner timed out", outer.expired())
            await asyncio.sleep(0)
            print("body goes on")
    finally:
        print("outer", outer.expired())


asyncio.run(main())
