import asyncio


def main():
    loop = asyncio.new_event_loop()

    def stop():
        print("stop")
        loop.stop()
        loop.call_soon(print, "next run")

    loop.call_soon(print, "before")
    loop.call_soon(stop)
    loop.call_soon(print, "same turn")
    loop.run_forever()
    print("stopped")
    loop.call_soon(loop.stop)
    loop.run_forever()
    print("stopped again")
    loop.close()


main()
