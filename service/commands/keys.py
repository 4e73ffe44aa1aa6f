"""parley keys: make the file of keys that seal what is stored."""

import argparse

from service import config
from service.commands.say import say
from service.store import Keys


def run(arguments: argparse.Namespace) -> int:
    """Raises ConfigError where such a file is there already."""
    file = config.read().key_file
    Keys.fresh().write(file)
    say(f"New keys are in {file}. Keep two copies elsewhere: without them nothing stored can be read.")
    return 0
