"""A process of a deployment: the service of the settings, running until it is told to stop."""

import argparse
from collections.abc import Callable

from service import bootstrap
from service.bootstrap import Service
from service.commands.given import settings
from service.commands.say import log


def process(runs: Callable[[Service], None]) -> Callable[[argparse.Namespace], int]:
    """The command that runs it. Raises ConfigError when the settings cannot be used."""

    def run(arguments: argparse.Namespace) -> int:
        log()
        runs(bootstrap.assemble(settings()))
        return 0

    return run
