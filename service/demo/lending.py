"""A running demo lends its settings, so that a command of `parley` can be typed to it.

    python -m service.demo.lending [--var FOLDER] COMMAND ...      which is ./run parley

Whoever has one of these settings in the environment already is lent none of them.
"""

import argparse
import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from service.demo import place
from service.demo.place import Place
from service.demo.settings import write_text

FIRST_LINE = "# The settings of the demo that runs here; ./run parley takes them."


@contextmanager
def lent(where: Place, environment: Mapping[str, str]) -> Iterator[None]:
    """Keep the settings where `borrowed` finds them while the block runs, for this user alone to read."""
    settings = [f"{name}={shlex.quote(value)}" for name, value in environment.items() if name.startswith("PARLEY_")]
    write_text(where.settings, "\n".join([FIRST_LINE, *settings, ""]), mode=0o600)
    try:
        yield
    finally:
        where.settings.unlink(missing_ok=True)


def borrowed(where: Place) -> dict[str, str]:
    """The settings of the demo that runs there; none where none does, or none yet."""
    if not place.is_taken(where):
        return {}
    with suppress(FileNotFoundError):
        words = shlex.split(where.settings.read_text(encoding="utf-8"), comments=True)
        return dict(word.split("=", 1) for word in words)
    return {}


def main(words: list[str]) -> None:
    """Become `parley` with these words; never returns."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--var", type=Path, default=place.VAR)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    given, options = parser.parse_known_args(words)
    settings = borrowed(place.of_the_demo(given.var))
    if settings.keys() & os.environ.keys():
        settings = {}
    command = [sys.executable, "-m", "service.cli", *options, *given.command]
    os.execve(sys.executable, command, {**os.environ, **settings})


if __name__ == "__main__":
    main(sys.argv[1:])
