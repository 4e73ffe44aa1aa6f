"""parley migrate: bring the database's tables up to date."""

import argparse

from service.commands.given import settings
from service.commands.say import log, say
from service.store import migrate, open_engine


def run(arguments: argparse.Namespace) -> int:
    log()
    migrate(open_engine(settings().database_url))
    say("The database is up to date.")
    return 0
