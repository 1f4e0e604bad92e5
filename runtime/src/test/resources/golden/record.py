"""Runs the programs here and in the agent's tests, and records what they print, in NAME.out.

    python3 record.py           records again
    python3 record.py --check   compares only

A program whose first line is "# Python 3.N" needs that version; an older one leaves it out. What
needs 3.14 was written by hand.
Time is virtual, so a busy machine records the same.
"""

import asyncio
import pathlib
import re
import runpy
import subprocess
import sys

from virtual_time import VirtualTimeLoop

HERE = pathlib.Path(__file__).resolve().parent
DIRECTORIES = HERE, HERE.parents[4] / "agent/src/test/resources/golden"


def run(program):
    class Policy(asyncio.DefaultEventLoopPolicy):
        _loop_factory = VirtualTimeLoop

    asyncio.set_event_loop_policy(Policy())
    runpy.run_path(program, run_name="__main__")


def record(check):
    different = 0
    for program in sorted(file for each in DIRECTORIES for file in each.glob("*.py")):
        if program.name in ("record.py", "virtual_time.py"):
            continue
        needs = re.match(r"# Python 3\.(\d+)", program.read_text())
        if needs and sys.version_info < (3, int(needs[1])):
            print(f"{program.name}: left out, needs Python 3.{needs[1]}")
            continue
        done = subprocess.run(
            [sys.executable, __file__, "--run", str(program)],
            capture_output=True,
            text=True,
            timeout=60,
        )
        if done.stderr:
            print(f"{program.name}:\n{done.stderr}")
            different += 1
        out = program.with_suffix(".out")
        if not check:
            out.write_text(done.stdout)
        elif out.read_text() != done.stdout:
            print(f"{program.name}: prints something else than {out.name}")
            different += 1
    return 1 if different else 0


if "--run" in sys.argv:
    run(sys.argv[2])
else:
    sys.exit(record("--check" in sys.argv))
