"""What a command tells whoever typed it: answers on one stream, refusals on the other."""

import logging
import sys

WRONG = 1  # the exit code where something was found to be wrong
MISUSED = 2  # the exit code where the command could not understand what it was given


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def log() -> None:
    """From now on, what happens is told on the stream for errors, a line each."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")


def refuse(text: str, code: int = WRONG) -> int:
    """Say why on the stream for errors; the exit code."""
    sys.stderr.write(text + "\n")
    return code
