"""A launcher with stand-ins for parts, run in a process of its own so that it can be killed.

    python -m tests.demo.stub_house FOLDER BEHAVIOUR...

Each part writes "NAME up" and "NAME down" to FOLDER/journal and its last pids to FOLDER/pids.json.
"""

import sys
from pathlib import Path

from service.demo.keeper import Keeper, ToldToStop, say
from service.demo.part import Part
from service.demo.settings import write_whole
from service.errors import ServiceError

STEADY = """
import pathlib, signal, subprocess, sys, time
name, folder, behaviour = sys.argv[1:]
def write(word):
    with (pathlib.Path(folder) / "journal").open("a") as journal:
        journal.write(f"{name} {word}\\n")
def end(*_):
    write("down")
    sys.exit()
signal.signal(signal.SIGTERM, end)
write("up")
if behaviour == "refuses":
    sys.exit("the cellar is flooded")
if behaviour == "parent":
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (pathlib.Path(folder) / "child").write_text(str(child.pid))
print("ready")
if behaviour == "brief":
    sys.exit(3)
time.sleep(60)
"""


def part(name: str, folder: Path, behaviour: str) -> Part:
    return Part(name, (sys.executable, "-c", STEADY, name, str(folder), behaviour))


def main(folder: Path, behaviours: list[str]) -> int:
    keeper = Keeper(folder, {})
    try:
        keeper.start(part(f"part{n}", folder, behaviour) for n, behaviour in enumerate(behaviours, 1))
        keeper.wait()
        keeper.tell(lambda pids: write_whole(folder / "pids.json", pids))
        if (folder / "play.py").exists():
            return keeper.play((sys.executable, str(folder / "play.py")))
        keeper.keep()
    except ToldToStop:
        say("told to stop")
    except ServiceError as fault:
        say(str(fault))
        return 1
    finally:
        keeper.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
