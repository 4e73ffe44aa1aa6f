"""parley settings: every setting, with what it is for."""

import argparse

from service.commands.say import say
from service.config import Config


def run(arguments: argparse.Namespace) -> int:
    for name, field in Config.model_fields.items():
        say(f"PARLEY_{name.upper()}\n    {field.description}")
    return 0
