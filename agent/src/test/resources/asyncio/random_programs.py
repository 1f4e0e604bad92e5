"""Writes random asyncio programs and what CPython prints for them.

    python3 random_programs.py FIRST COUNT > FILE

A program is a list of instructions, one tree in parentheses; Interpreter.java runs the same tree.
For each seed the output has a line "seed N", the program, and the lines that it printed. Needs
Python 3.13 (eager tasks, shutdown of queues); time is virtual.
"""

import asyncio
import contextvars
import gc
import pathlib
import random
import signal
import sys
import warnings

GOLDEN = pathlib.Path(__file__).parents[4].parent / "runtime/src/test/resources/golden"
sys.path.insert(0, str(GOLDEN))

from virtual_time import VirtualTimeLoop  # noqa: E402

MOST_LINES = 300


# The generator. A statement is a tuple: its name, then its arguments.


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.ids = 0
        self.slots = 0
        self.size = 0
        # Each program is about a few things, so that they meet.
        self.theme = self.random.sample(sorted(THEMES), 3)
        self.queues = self.random.sample(range(4), 2)

    def number(self):
        self.ids += 1
        return self.ids

    def program(self):
        again = self.random.choice([-1, 0, 1, 3])
        early = (("early", self.delay(), again),) if self.random.random() < 0.3 else ()
        tasks = tuple(self.make_spawn(0, 0) for _ in range(self.random.randint(2, 5)))
        return early + tasks + self.block(0, 1, 4)

    def block(self, level, depth, most=3):
        count = self.random.randint(1, most)
        return tuple(self.statement(level, depth) for _ in range(count))

    def statement(self, level, depth):
        self.size += 1
        r = self.random
        names = ["log", "sleep", "sleep", "spawn", "spawn", "await", "cancel"]
        if depth < 4 and self.size < 80:
            names += ["try", "try", "await"]
            for theme in self.theme:
                names += THEMES[theme]
        else:
            names = ["log", "sleep", "cancel"] + [n for t in self.theme for n in THEMES[t] if n in LEAVES]
        name = r.choice(names)
        return getattr(self, "make_" + name)(level, depth)

    def delay(self):
        return self.random.choice([0, 0, 0, 1, 1, 2, 2, 3, 4, 5, 7])

    def slot(self):
        return self.random.randint(1, max(1, self.slots + 1))

    def after(self, level):
        """A slot whose task the code of a task at this level may await: that never makes a circle."""
        return self.random.randint(level + 1, level + 4)

    def awaitable(self, level, depth):
        r = self.random
        if depth < 4 and r.random() < 0.2:
            return self.nested(level, depth)
        kind = r.choice(["co", "co", "task", "task", "fut", "sl", "own"])
        if kind == "own":
            return self.own()
        if kind == "co" and depth < 4:
            return ("co", self.number(), self.block(level, depth + 1))
        if kind == "fut":
            return ("fut", r.randint(0, 1))
        if kind == "sl":
            return ("sl", self.delay())
        return ("task", self.after(level))

    def own(self):
        """A call of a lock, event, queue or barrier itself."""
        r = self.random
        kind = r.choice(["acquire", "event", "item", "place", "joined", "barrier"])
        return (kind, self.queue() if kind in ("item", "place", "joined") else r.randint(0, 1))

    def nested(self, level, depth):
        """A future that stands for others."""
        if self.random.random() < 0.4:
            return ("shield", self.awaitable(level, depth + 1))
        return ("gather", self.random.randint(0, 1), self.some(level, depth + 1))

    def action(self):
        r = self.random
        if self.slots < 8 and r.random() < 0.1:
            return self.make_spawn(0, 3)
        if r.random() < 0.1:
            return ("soon", self.action())
        return r.choice(
            [
                ("log", self.number()),
                ("cancel", self.slot(), "-"),
                ("eset", r.randint(0, 1)),
                ("fset", r.randint(0, 1), self.number()),
                ("putnow", r.randint(0, 3), self.number()),
                ("fcancel", r.randint(0, 1)),
                ("raise", self.number()),
                ("base", self.number()),
                ("who", self.number()),
                ("hcancel", r.randint(0, 1)),
                ("unlock", r.randint(0, 1)),
                ("semrelease", r.randint(0, 2)),
                ("eclear", r.randint(0, 1)),
                ("qshut", r.randint(0, 3), r.randint(0, 1)),
                ("taskdone", r.randint(0, 3)),
                ("state", self.number(), self.slot()),
                ("outcome", self.number(), self.slot()),
                ("uncancelother", self.slot()),
            ]
        )

    def make_log(self, level, depth):
        return ("log", self.number())

    def make_sleep(self, level, depth):
        return ("sleep", self.delay())

    def make_spawn(self, level, depth, name="spawn"):
        if self.slots >= 8:
            return self.make_log(level, depth)
        self.slots += 1
        slot = self.slots
        return (name, slot, self.number(), self.block(slot, depth + 1, 4))

    def make_eager(self, level, depth):
        return self.make_spawn(level, depth, "eager")

    def make_gspawn(self, level, depth):
        return self.make_spawn(level, depth, "gspawn")

    def make_await(self, level, depth):
        return ("await", self.number(), self.awaitable(level, depth))

    def make_cancel(self, level, depth):
        return ("cancel", self.slot(), self.random.choice(["-", "-", "m%d" % self.number()]))

    def make_try(self, level, depth):
        r = self.random
        kind = r.choice(["C", "C", "E", "T", "A", "B", "-"])
        handler = ()
        if kind != "-":
            handler = self.block(level, depth + 1, 2)
            if r.random() < 0.5:
                handler += (("reraise",),)
        final = self.block(level, depth + 1, 2) if kind == "-" or r.random() < 0.3 else ()
        return ("try", self.number(), self.block(level, depth + 1), kind, handler, final)

    def make_loop(self, level, depth):
        return ("loop", self.random.randint(2, 3), self.block(level, depth + 1, 2))

    def make_raise(self, level, depth):
        return ("raise", self.number())

    def make_base(self, level, depth):
        return ("base", self.number())

    def make_throwcancel(self, level, depth):
        return ("throwcancel", self.number())

    def make_who(self, level, depth):
        return ("who", self.number())

    def make_outcome(self, level, depth):
        return ("outcome", self.number(), self.slot())

    def make_uncancelother(self, level, depth):
        return ("uncancelother", self.slot())

    def make_twice(self, level, depth):
        return ("twice", self.number(), self.random.randint(0, 1), self.block(level, depth + 1))

    def make_uncancel(self, level, depth):
        return ("uncancel", self.number())

    def make_state(self, level, depth):
        return ("state", self.number(), self.slot())

    def make_ondone(self, level, depth):
        return ("ondone", self.slot(), self.action())

    def make_soon(self, level, depth):
        return ("soon", self.action())

    def make_later(self, level, depth):
        return ("later", self.random.choice([-2, -1, self.delay()]), self.action())

    def make_hcancel(self, level, depth):
        return ("hcancel", self.random.randint(0, 1))

    def make_unlock(self, level, depth):
        return ("unlock", self.random.randint(0, 1))

    def make_lock(self, level, depth):
        return ("lock", self.random.randint(0, 1), self.number(), self.block(level, depth + 1))

    def make_sem(self, level, depth):
        return ("sem", self.random.randint(0, 2), self.number(), self.block(level, depth + 1))

    def make_semrelease(self, level, depth):
        return ("semrelease", self.random.randint(0, 2))

    def make_ewait(self, level, depth):
        return ("ewait", self.random.randint(0, 1), self.number())

    def make_eset(self, level, depth):
        return ("eset", self.random.randint(0, 1))

    def make_eclear(self, level, depth):
        return ("eclear", self.random.randint(0, 1))

    def make_cond(self, level, depth):
        body = self.block(level, depth + 1, 2)
        what = self.random.choice(
            [("cwait", self.number()), ("cwait", self.number()), ("cuntil", self.number()), ("cnotify", 1), ("cnotify", 9)]
        )
        return ("cond", self.number(), (what,) + body if self.random.random() < 0.7 else body + (what,))

    def make_cnotify(self, level, depth):
        what = ("cnotify", self.random.choice([1, 2, 9]))
        return what if self.random.random() < 0.1 else ("cond", self.number(), (what,))

    def make_bwait(self, level, depth):
        return ("bwait", self.random.randint(0, 1), self.number())

    def make_breset(self, level, depth):
        return ("breset", self.random.randint(0, 1))

    def make_babort(self, level, depth):
        return ("babort" if self.random.random() < 0.3 else "breset", self.random.randint(0, 1))

    def queue(self):
        return self.random.choice(self.queues)

    def make_put(self, level, depth):
        return ("put", self.queue(), self.number())

    def make_get(self, level, depth):
        return ("get", self.queue(), self.number())

    def make_putnow(self, level, depth):
        return ("putnow", self.queue(), self.number())

    def make_getnow(self, level, depth):
        return ("getnow", self.queue(), self.number())

    def make_taskdone(self, level, depth):
        return ("taskdone", self.queue())

    def make_join(self, level, depth):
        return ("join", self.queue(), self.number())

    def make_qshut(self, level, depth):
        if self.random.random() < 0.6:
            return self.make_put(level, depth)
        return ("qshut", self.queue(), self.random.randint(0, 1))

    def make_fset(self, level, depth):
        return ("fset", self.random.randint(0, 1), self.number())

    def make_ffail(self, level, depth):
        return ("ffail", self.random.randint(0, 1), self.number())

    def make_fcancel(self, level, depth):
        return ("fcancel", self.random.randint(0, 1))

    def make_fnew(self, level, depth):
        return ("fnew", self.random.randint(0, 1))

    def some(self, level, depth, most=3):
        return tuple(self.awaitable(level, depth) for _ in range(self.random.randint(1, most)))

    def make_fondone(self, level, depth):
        return ("fondone", self.random.randint(0, 1), self.action())

    def make_gather(self, level, depth):
        return ("gather", self.number(), self.random.randint(0, 1), self.some(level, depth))

    def some_slots(self, level):
        return tuple(self.after(level) for _ in range(self.random.randint(1, 3)))

    def make_wait(self, level, depth):
        mode = self.random.choice(["completed", "exception", "all"])
        limit = self.random.choice([-1, -1, 0, 1, 2, 4])
        return ("wait", self.number(), mode, limit, self.some_slots(level))

    def make_ascompleted(self, level, depth):
        r = self.random
        nested = (self.nested(level, depth),) if depth < 4 and r.random() < 0.5 else ()
        return ("ascompleted", self.number(), r.choice([-1, 0, 1, 3]), self.some_slots(level), nested)

    def make_waitfor(self, level, depth):
        return ("waitfor", self.number(), self.random.choice([0, 0, 1, 1, 2, 3]), self.awaitable(level, depth))

    def make_timeout(self, level, depth):
        return ("timeout", self.number(), self.random.choice([0, 1, 1, 2, 3, 5]), self.block(level, depth + 1))

    def make_resched(self, level, depth):
        return ("resched", self.random.choice([-1, 0, 1, 2, 3]))

    def make_expired(self, level, depth):
        return ("expired", self.number())

    def make_shield(self, level, depth):
        return ("shield", self.number(), self.awaitable(level, depth))

    def make_group(self, level, depth):
        block = (self.make_gspawn(level, depth),) + self.block(level, depth + 1)
        return ("group", self.number(), block)

    def make_vset(self, level, depth):
        return ("vset", self.number())


THEMES = {
    "lock": ["lock", "lock", "unlock"],
    "sem": ["sem", "sem", "semrelease"],
    "event": ["ewait", "ewait", "eset", "eclear"],
    "cond": ["cond", "cond", "cnotify"],
    "barrier": ["bwait", "bwait", "breset", "babort"],
    "queue": ["put", "put", "get", "get", "putnow", "getnow", "taskdone", "join", "qshut"],
    "future": ["fset", "ffail", "fcancel", "fnew", "fondone"],
    "gather": ["gather", "gather"],
    "wait": ["wait", "ascompleted"],
    "timeout": ["waitfor", "timeout", "timeout", "resched", "expired"],
    "shield": ["shield"],
    "group": ["group", "gspawn"],
    "control": ["raise", "uncancel", "state", "loop", "throwcancel", "base", "uncancelother", "twice"],
    "callbacks": ["ondone", "soon", "later", "vset", "hcancel", "who", "outcome"],
    "eager": ["eager"],
}
LEAVES = {
    *("semrelease ewait eset eclear cnotify bwait breset babort put get putnow getnow taskdone".split()),
    *("join qshut fset ffail fcancel fnew fondone wait ascompleted resched expired raise uncancel".split()),
    *("state ondone soon later vset throwcancel base uncancelother hcancel who outcome unlock".split()),
}


def text(tree):
    return "(" + " ".join(map(text, tree)) + ")" if isinstance(tree, tuple) else str(tree)


# The interpreter, line by line as in Java.


class Err(Exception):
    pass


class Base(BaseException):
    pass


class InOrder(dict):
    """For a task group, whose set of tasks has an order of chance."""

    def add(self, task):
        self[task] = True

    def discard(self, task):
        self.pop(task, None)


class Scope:
    """What the code of one coroutine sees around it."""

    def __init__(self, name, group):
        self.name = name
        self.group = group
        self.timeout = None
        self.caught = None


def shown(error):
    if isinstance(error, asyncio.CancelledError):
        return " ".join(["cancelled", *filter(None, error.args)])
    if isinstance(error, TimeoutError):
        return "timeout"
    if isinstance(error, (Err, Base)):
        return f"err {error}"
    if isinstance(error, (RuntimeError, ValueError, asyncio.InvalidStateError, asyncio.QueueShutDown)):
        return "refused"
    return repr(error)


def result(value):
    if isinstance(value, list):
        return "[" + " ".join(map(result, value)) + "]"
    if value is None or value is True:
        return "-"
    return shown(value) if isinstance(value, BaseException) else str(value)


def leaves(error):
    if isinstance(error, BaseExceptionGroup):
        return [leaf for each in error.exceptions for leaf in leaves(each)]
    return [shown(error)]


def failed(task):
    return task.done() and not task.cancelled() and task.exception() is not None


def catches(kind, error):
    if isinstance(error, asyncio.CancelledError):
        return kind in "CA"
    return kind == "A" or kind == ("T" if isinstance(error, TimeoutError) else "B" if isinstance(error, Base) else "E")


class Machine:
    def __init__(self):
        self.lines = []
        self.tasks = {}
        self.all = {}
        self.locks = [asyncio.Lock(), asyncio.Lock()]
        self.sems = [asyncio.Semaphore(1), asyncio.BoundedSemaphore(2), asyncio.Semaphore(0)]
        self.events = [asyncio.Event(), asyncio.Event()]
        self.cond = asyncio.Condition()
        self.signals = 0
        self.barriers = [asyncio.Barrier(2), asyncio.Barrier(3)]
        self.queues = [asyncio.Queue(1), asyncio.Queue(), asyncio.LifoQueue(2), asyncio.PriorityQueue(2)]
        self.loop = asyncio.get_running_loop()
        self.futs = [self.loop.create_future(), self.loop.create_future()]
        self.var = contextvars.ContextVar("var", default=0)
        self.handles = [self.loop.call_soon(int), self.loop.call_soon(int)]
        self.base = int(asyncio.current_task().get_name()[5:])

    def log(self, *words):
        if len(self.lines) < MOST_LINES:
            self.lines.append(" ".join(map(str, words)))

    async def main(self, program):
        task = asyncio.create_task(self.body("main", program, 0, None))
        self.all[task] = True
        if program[0][0] == "early":  # the end of the loop cancels what is left
            await asyncio.wait([task], timeout=program[0][1] / 1000)
            self.log("leaves", round(self.loop.time() * 1000))
            self.var.set(1000)
            return
        limit = 1
        while left := [task for task in self.all if not task.done()]:
            await asyncio.wait(left, timeout=limit)
            limit = 0.01
            for task in left:
                task.cancel()
            if self.cond.locked():  # whoever wants it again cannot be cancelled
                self.cond.release()
        self.log("end", round(self.loop.time() * 1000))

    async def again(self, delay):
        self.log("again", self.var.get(), len(asyncio.all_tasks()))
        await asyncio.sleep(delay / 1000)
        self.log("leaves again", round(self.loop.time() * 1000))

    async def body(self, name, block, result, group):
        self.all[asyncio.current_task()] = True
        scope = Scope(name, group)
        self.log(name, "begins", self.var.get())
        try:
            await self.block(block, scope)
        except BaseException as error:
            self.log(name, shown(error))
            raise
        self.log(name, "ends")
        return result

    async def nothing(self):
        return 0

    def awaitable(self, tree, scope):
        kind = tree[0]
        if kind == "co":
            return self.body(f"co{tree[1]}", tree[2], tree[1], scope.group)
        if kind == "fut":
            return self.futs[tree[1]]
        if kind == "sl":
            return asyncio.sleep(tree[1] / 1000, 0)
        if kind == "acquire":
            return self.locks[tree[1]].acquire()
        if kind == "event":
            return self.events[tree[1]].wait()
        if kind == "item":
            return self.queues[tree[1]].get()
        if kind == "place":
            return self.queues[tree[1]].put(0)
        if kind == "joined":
            return self.queues[tree[1]].join()
        if kind == "barrier":
            return self.barriers[tree[1]].wait()
        if kind == "gather":
            return self.gather(tree[1], tree[2], scope)
        if kind == "shield":
            return asyncio.shield(self.awaitable(tree[1], scope))
        return self.tasks.get(tree[1]) or self.nothing()

    def gather(self, settled, trees, scope):
        all = [self.awaitable(each, scope) for each in trees]
        return asyncio.gather(*all, return_exceptions=settled == 1)

    def act(self, tree):
        kind = tree[0]
        if kind == "log":
            self.log("callback", tree[1], self.var.get())
        elif kind == "cancel":
            self.cancel("callback", tree)
        elif kind == "eset":
            self.events[tree[1]].set()
        elif kind == "fset":
            self.fset(tree)
        elif kind == "putnow":
            self.putnow("callback", tree)
        elif kind == "fcancel":
            self.futs[tree[1]].cancel()
        elif kind == "raise":
            raise Err(tree[1])
        elif kind == "base":
            raise Base(tree[1])
        elif kind == "who":
            self.who("callback", tree)
        elif kind == "hcancel":
            self.hcancel("callback", tree)
        elif kind == "unlock":
            self.locks[tree[1]].release()
        elif kind == "semrelease":
            self.sems[tree[1]].release()
        elif kind == "eclear":
            self.events[tree[1]].clear()
        elif kind == "qshut":
            self.queues[tree[1]].shutdown(immediate=tree[2] == 1)
        elif kind == "taskdone":
            self.queues[tree[1]].task_done()
        elif kind == "state":
            self.state("callback", tree)
        elif kind == "outcome":
            self.outcome("callback", tree)
        elif kind == "uncancelother":
            self.uncancel("callback", tree)
        elif kind == "soon":
            self.handles[0] = self.loop.call_soon(self.act, tree[1])
        elif kind == "spawn":
            self.keep(tree[1], asyncio.create_task(self.body(f"t{tree[1]}", tree[3], tree[2], None)))

    def who(self, name, tree):
        task = asyncio.current_task()
        number = int(task.get_name()[5:]) - self.base if task is not None else "nobody"
        names = [task.get_coro().__name__ for task in asyncio.all_tasks()]
        ours = [name for name in names if not name.startswith("shutdown_")]  # not the runner's own
        self.log(name, tree[1], "is", number, "of", len(ours))

    def hcancel(self, name, tree):
        self.handles[tree[1]].cancel()
        self.log(name, "cancels a handle")

    def state(self, name, tree):
        task = self.tasks.get(tree[2])
        if task is not None:
            self.log(name, tree[1], "sees", task.done(), task.cancelled(), task.cancelling())

    def outcome(self, name, tree):
        task = self.tasks.get(tree[2])
        if task is not None:
            try:
                self.log(name, tree[1], "result", result(task.result()))
            except BaseException as error:
                self.log(name, tree[1], "failure", shown(error))

    def uncancel(self, name, tree):
        task = self.tasks.get(tree[1])
        if task is not None:
            self.log(name, "uncancels", tree[1], task.uncancel())

    def cancel(self, name, tree):
        task = self.tasks.get(tree[1])
        if task is None:
            self.log(name, "nobody", tree[1])
        else:
            self.log(name, "cancels", tree[1], task.cancel(None if tree[2] == "-" else tree[2]))

    def fset(self, tree):
        fut = self.futs[tree[1]]
        if not fut.done():
            fut.set_result(tree[2])

    def putnow(self, name, tree):
        try:
            self.queues[tree[1]].put_nowait(tree[2])
            self.log(name, "puts", tree[2])
        except asyncio.QueueFull:
            self.log(name, "full")

    async def block(self, block, scope):
        for statement in block:
            await getattr(self, "do_" + statement[0])(statement, scope)

    async def do_early(self, s, scope):
        pass

    async def do_log(self, s, scope):
        self.log(scope.name, s[1], self.var.get())

    async def do_sleep(self, s, scope):
        await asyncio.sleep(s[1] / 1000)

    def keep(self, slot, task):
        self.tasks[slot] = task
        self.all[task] = True

    async def do_spawn(self, s, scope):
        self.keep(s[1], asyncio.create_task(self.body(f"t{s[1]}", s[3], s[2], scope.group)))

    async def do_eager(self, s, scope):
        body = self.body(f"t{s[1]}", s[3], s[2], scope.group)
        self.keep(s[1], asyncio.Task(body, loop=self.loop, eager_start=True))

    async def do_gspawn(self, s, scope):
        if scope.group is not None:
            self.keep(s[1], scope.group.create_task(self.body(f"t{s[1]}", s[3], s[2], scope.group)))

    async def do_await(self, s, scope):
        self.log(scope.name, s[1], result(await self.awaitable(s[2], scope)))

    async def do_cancel(self, s, scope):
        self.cancel(scope.name, s)

    async def do_try(self, s, scope):
        try:
            await self.block(s[2], scope)
        except BaseException as error:
            if not catches(s[3], error):
                raise
            self.log(scope.name, s[1], "catches", shown(error))
            outer = scope.caught
            scope.caught = error
            await self.block(s[4], scope)
            scope.caught = outer
        finally:
            await self.block(s[5], scope)

    async def do_reraise(self, s, scope):
        raise scope.caught

    async def do_raise(self, s, scope):
        raise Err(s[1])

    async def do_loop(self, s, scope):
        for _ in range(s[1]):
            await self.block(s[2], scope)

    async def do_uncancel(self, s, scope):
        task = asyncio.current_task()
        self.log(scope.name, s[1], "uncancels", task.cancelling(), task.uncancel())

    async def do_state(self, s, scope):
        self.state(scope.name, s)

    async def do_outcome(self, s, scope):
        self.outcome(scope.name, s)

    async def do_who(self, s, scope):
        self.who(scope.name, s)

    async def do_uncancelother(self, s, scope):
        self.uncancel(scope.name, s)

    async def do_hcancel(self, s, scope):
        self.hcancel(scope.name, s)

    async def do_unlock(self, s, scope):
        self.locks[s[1]].release()

    async def do_throwcancel(self, s, scope):
        raise asyncio.CancelledError("m%d" % s[1])

    async def do_base(self, s, scope):
        raise Base(s[1])

    async def do_twice(self, s, scope):
        body = self.body(f"co{s[1]}", s[3], s[1], scope.group)
        await body
        await (asyncio.create_task(body) if s[2] else body)

    async def do_ondone(self, s, scope):
        task = self.tasks.get(s[1])
        if task is not None:
            task.add_done_callback(lambda task: self.act(s[2]))

    async def do_fondone(self, s, scope):
        self.futs[s[1]].add_done_callback(lambda fut: self.act(s[2]))

    async def do_soon(self, s, scope):
        self.handles[0] = self.loop.call_soon(self.act, s[1])

    async def do_later(self, s, scope):
        self.handles[1] = self.loop.call_later(s[1] / 1000, self.act, s[2])

    async def do_lock(self, s, scope):
        async with self.locks[s[1]]:
            self.log(scope.name, s[2], "locks", self.locks[s[1]].locked())
            await self.block(s[3], scope)

    async def do_sem(self, s, scope):
        async with self.sems[s[1]]:
            self.log(scope.name, s[2], "enters", self.sems[s[1]].locked())
            await self.block(s[3], scope)

    async def do_semrelease(self, s, scope):
        self.sems[s[1]].release()

    async def do_ewait(self, s, scope):
        await self.events[s[1]].wait()
        self.log(scope.name, s[2], "event", self.events[s[1]].is_set())

    async def do_eset(self, s, scope):
        self.events[s[1]].set()

    async def do_eclear(self, s, scope):
        self.events[s[1]].clear()

    async def do_cond(self, s, scope):
        async with self.cond:
            self.log(scope.name, s[1], "holds")
            await self.block(s[2], scope)

    async def do_cwait(self, s, scope):
        await self.cond.wait()
        self.log(scope.name, s[1], "signalled")

    async def do_cuntil(self, s, scope):
        await self.cond.wait_for(lambda: self.signals % 2 == 1)
        self.log(scope.name, s[1], "holds true")

    async def do_cnotify(self, s, scope):
        self.signals += 1
        self.cond.notify(s[1])

    async def do_bwait(self, s, scope):
        self.log(scope.name, s[2], "index", await self.barriers[s[1]].wait())

    async def do_breset(self, s, scope):
        await self.barriers[s[1]].reset()

    async def do_babort(self, s, scope):
        await self.barriers[s[1]].abort()

    async def do_put(self, s, scope):
        await self.queues[s[1]].put(s[2])
        self.log(scope.name, "put", s[2])

    async def do_get(self, s, scope):
        self.log(scope.name, s[2], "got", await self.queues[s[1]].get())

    async def do_putnow(self, s, scope):
        self.putnow(scope.name, s)

    async def do_getnow(self, s, scope):
        try:
            self.log(scope.name, s[2], "takes", self.queues[s[1]].get_nowait())
        except asyncio.QueueEmpty:
            self.log(scope.name, s[2], "empty")

    async def do_taskdone(self, s, scope):
        self.queues[s[1]].task_done()

    async def do_join(self, s, scope):
        await self.queues[s[1]].join()
        self.log(scope.name, s[2], "joined")

    async def do_qshut(self, s, scope):
        self.queues[s[1]].shutdown(immediate=s[2] == 1)

    async def do_fset(self, s, scope):
        self.fset(s)

    async def do_ffail(self, s, scope):
        if not self.futs[s[1]].done():
            self.futs[s[1]].set_exception(Err(s[2]))

    async def do_fcancel(self, s, scope):
        self.futs[s[1]].cancel()

    async def do_fnew(self, s, scope):
        self.futs[s[1]] = self.loop.create_future()

    async def do_gather(self, s, scope):
        results = await self.gather(s[2], s[3], scope)
        self.log(scope.name, s[1], "gathered", *map(result, results))

    def known(self, slots):
        return list(dict.fromkeys(self.tasks[slot] for slot in slots if slot in self.tasks))

    async def do_wait(self, s, scope):
        tasks = self.known(s[4])
        if not tasks:
            return
        mode = {
            "completed": asyncio.FIRST_COMPLETED,
            "exception": asyncio.FIRST_EXCEPTION,
            "all": asyncio.ALL_COMPLETED,
        }[s[2]]
        done, pending = await asyncio.wait(
            tasks, timeout=None if s[3] < 0 else s[3] / 1000, return_when=mode
        )
        self.log(scope.name, s[1], "waited", *[task in done for task in tasks])

    async def do_ascompleted(self, s, scope):
        tasks = self.known(s[3])
        if sum(task.done() for task in tasks) + len(s[4]) > 1:  # among those, an order of chance
            return
        all = tasks + [self.awaitable(each, scope) for each in s[4]]
        for each in asyncio.as_completed(all, timeout=None if s[2] < 0 else s[2] / 1000):
            try:
                self.log(scope.name, s[1], "next", result(await each))
            except Exception as error:
                self.log(scope.name, s[1], "next", shown(error))

    async def do_waitfor(self, s, scope):
        value = await asyncio.wait_for(self.awaitable(s[3], scope), s[2] / 1000)
        self.log(scope.name, s[1], result(value))

    async def do_timeout(self, s, scope):
        outer = scope.timeout
        try:
            async with asyncio.timeout(s[2] / 1000) as scope.timeout:
                await self.block(s[3], scope)
        finally:
            scope.timeout = outer

    async def do_resched(self, s, scope):
        if scope.timeout is not None:
            scope.timeout.reschedule(self.loop.time() + s[1] / 1000)

    async def do_expired(self, s, scope):
        if scope.timeout is not None:
            self.log(scope.name, s[1], "expired", scope.timeout.expired())

    async def do_shield(self, s, scope):
        self.log(scope.name, s[1], result(await asyncio.shield(self.awaitable(s[2], scope))))

    async def do_group(self, s, scope):
        outer = scope.group
        first = []
        try:
            group = asyncio.TaskGroup()
            group._tasks = InOrder()
            async with group:
                scope.group = group
                try:
                    await self.block(s[2], scope)
                except (Exception, Base) as error:
                    # Ours throws the first failure, also if it is the body's; Python has it last.
                    if not group._errors and not any(map(failed, group._tasks)):
                        first = leaves(error)
                    raise
        except BaseExceptionGroup as error:
            self.log(scope.name, s[1], *dict.fromkeys(first + leaves(error)))
            raise Err(s[1])
        finally:
            scope.group = outer

    async def do_vset(self, s, scope):
        self.var.set(s[1])


class Stuck(Exception):
    """Nothing will ever happen, as where a task has swallowed its last cancel."""


class Loop(VirtualTimeLoop):
    def jump(self, timeout):
        if timeout is None and not self._ready and not self._scheduled:
            raise Stuck
        return super().jump(timeout)


def in_order(loop=None):
    """The tasks that are not done, which are cancelled in this order; asyncio's is of chance."""
    return sorted(all_tasks(loop), key=lambda task: int(task.get_name()[5:]))


all_tasks = asyncio.tasks.all_tasks
asyncio.tasks.all_tasks = in_order


def run(program):
    lines = []
    machines = []  # a task that is collected goes on, with GeneratorExit

    async def main():
        machine = Machine()
        machines.append(machine)
        machine.lines = lines

        def handler(loop, context):
            if context["message"].startswith("Exception in callback"):
                machine.log("reported", shown(context["exception"]))
            elif context["message"].startswith("unhandled exception during"):
                machine.log("at the end", shown(context["exception"]))

        machine.loop.set_exception_handler(handler)
        await machine.main(program)

    with asyncio.Runner(loop_factory=Loop) as runner:
        runner.run(main())
        if program[0][0] == "early" and program[0][2] >= 0:
            machine = machines[0]
            machine.cancel("between", ("cancel", 1, "-"))
            machine.loop.call_soon(machine.act, ("log", 0))
            runner.run(machine.again(program[0][2]))
    return list(lines)


def stuck(signal, frame):
    raise SystemExit("a program never ends: " + repr(frame))


def write(first, count):
    warnings.simplefilter("ignore")
    sys.unraisablehook = lambda unraisable: None  # of tasks that their loop's end has dropped
    signal.signal(signal.SIGALRM, stuck)
    for seed in range(first, first + count):
        program = Generator(seed).program()
        signal.alarm(5)
        try:
            lines = run(program)
        except Stuck:
            gc.collect()
            continue
        signal.alarm(0)
        if any(line.startswith("leaves") for line in lines):
            gc.collect()  # else what was dropped goes on within a later program
        if len(lines) < MOST_LINES:
            print("seed", seed)
            print(text(program))
            print("\n".join(lines))


if __name__ == "__main__":
    write(int(sys.argv[1]), int(sys.argv[2]))
