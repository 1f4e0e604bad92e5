# Python 3.12
import asyncio


async def work(name, turns):
    print(name, "begins", asyncio.current_task().get_name())
    for _ in range(turns):
        await asyncio.sleep(0)
    print(name, "ends")
    return name


def eager(coroutine):
    return asyncio.Task(coroutine, loop=asyncio.get_running_loop(), eager_start=True, name="eager")


async def main():
    asyncio.current_task().set_name("main")
    a = eager(work("a", 0))
    print("back", a.done(), a.result(), asyncio.current_task().get_name())
    b = eager(work("b", 1))
    print("back", b.done())
    c = asyncio.create_task(work("c", 0), name="c")
    d = eager(work("d", 1))
    print(*await asyncio.gather(a, b, c, d))


asyncio.run(main())
