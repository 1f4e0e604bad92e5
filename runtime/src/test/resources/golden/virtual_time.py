"""An event loop in virtual time: when nothing is ready, the clock jumps to the next timer.

Timers of one deadline are due together, in order of creation, if they were started between the
same two jumps. One that was started later comes later: a real loop wakes a little late, so the
deadline of what is started then is a little later, too.
"""

import asyncio
import itertools
import threading
import time

NUMBERS = itertools.count()


class Deadline(float):
    """A point in time that knows when it was set; the loop asks whether it has come."""

    def __new__(cls, loop, when):
        self = super().__new__(cls, round(when, 9))
        self.loop = loop
        self.moment = loop.moment
        self.at_once = self <= loop.now
        self.key = (float(self), not self.at_once, next(NUMBERS))
        return self

    def __lt__(self, other):
        return self.key < other.key if isinstance(other, Deadline) else float(self) < other

    def __ge__(self, end):
        loop = self.loop
        if float(self) == loop.now and not self.at_once:
            return self.moment not in (loop.moment, loop.due_moment)
        return float(self) > loop.now

    __hash__ = float.__hash__


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    now = 0.0
    moment = 1
    due_moment = 0

    def __init__(self):
        super().__init__()
        self.really_select = self._selector.select
        self._selector.select = self.jump

    def time(self):
        return self.now

    def call_at(self, when, callback, *args, context=None):
        return super().call_at(Deadline(self, when), callback, *args, context=context)

    def jump(self, timeout):
        if self._ready or not self._scheduled:
            return self.really_select(timeout)
        if threading.active_count() > 1:  # something else may happen first
            began = time.monotonic()
            ready = self.really_select(timeout)
            self.now += time.monotonic() - began
            return ready
        first = self._scheduled[0]._when
        self.due_moment = first.moment
        self.moment += 1
        self.now = max(self.now, float(first))
        return self.really_select(0)
