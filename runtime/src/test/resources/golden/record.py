"""Runs the programs in this directory and records what they print, in NAME.out.

    python3 record.py           records again
    python3 record.py --check   compares only

A program whose first line is "# Python 3.N" needs that version; an older one leaves it out.
"""

import pathlib
import re
import subprocess
import sys

check = "--check" in sys.argv
here = pathlib.Path(__file__).parent
different = 0
for program in sorted(here.glob("*.py")):
    if program.name == "record.py":
        continue
    needs = re.match(r"# Python 3\.(\d+)", program.read_text())
    if needs and sys.version_info < (3, int(needs[1])):
        print(f"{program.name}: left out, needs Python 3.{needs[1]}")
        continue
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, timeout=60
    )
    if done.stderr:
        print(f"{program.name}:\n{done.stderr}")
        different += 1
    out = program.with_suffix(".out")
    if check:
        if out.read_text() != done.stdout:
            print(f"{program.name}: prints something else than {out.name}")
            different += 1
    else:
        out.write_text(done.stdout)
sys.exit(1 if different else 0)
