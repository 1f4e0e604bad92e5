import asyncio


def main():
    loop = asyncio.new_event_loop()

    def first():
        print("first")
        loop.call_soon(print, "second")

    loop.call_soon(first)
    loop.stop()
    loop.run_forever()
    print("one turn")
    loop.stop()
    loop.run_forever()
    print("another turn")
    loop.close()


main()
