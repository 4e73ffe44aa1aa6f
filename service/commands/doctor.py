"""parley doctor: tries each mailbox, and the provider that people sign in with, as the service uses them; it says in
words what is wrong and what to do."""

import argparse
from collections.abc import Iterator
from datetime import date

from service.accounts import days_left, uses_tokens
from service.bootstrap import Clock
from service.commands.examination import Examination, Finding, Health, doubtful, well, wrong
from service.commands.given import settings
from service.commands.say import MISUSED, WRONG, refuse, say
from service.config import Config
from service.escalation.calendar import local_day
from service.intake.by_clock.mailbox_trouble import WARNED_FROM, of_the_secret
from service.mail.authority import rule_of
from service.signing.provider import Provider, Unreachable
from service.store import Keys, Sessions


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("mailboxes", nargs="*", metavar="ADDRESS", help="the mailboxes to try; all, if none is named")
    parser.add_argument(
        "--within", type=float, default=60, metavar="SECONDS", help="how long a mail to itself may take (60)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Raises ConfigError when the settings cannot be used. Exit status 1 where anything is wrong."""
    config = settings()
    rule, key = rule_of(config.mail_provider, config.authserv_id), Keys.read(config.key_file).message_id
    boxes = [box for box in config.mailboxes if box.address in arguments.mailboxes or not arguments.mailboxes]
    if not boxes or len(boxes) < len(arguments.mailboxes):
        known = ", ".join(box.address for box in config.mailboxes)
        return refuse(f"Name mailboxes of PARLEY_MAILBOXES. There are: {known or 'none'}.", MISUSED)
    now = Clock(Sessions()).real()
    found = [_said("Microsoft 365", finding) for finding in _of_the_secret(config, local_day(now))]
    found += [_said("OpenID Connect", finding) for finding in _of_the_provider(config)]
    for box in boxes:
        examination = Examination(config, box, rule, key, now, arguments.within)
        found += [_said(box.address, finding) for finding in examination.findings()]
    faults = found.count(Health.WRONG)
    say(f"{faults or 'Nothing'} {'thing is' if faults == 1 else 'things are' if faults else 'is'} wrong.")
    return WRONG if faults else 0


def _said(of: str, finding: Finding) -> Health:
    say(f"{finding.health}: {of}: {finding.says}")
    return finding.health


def _of_the_secret(config: Config, today: date) -> Iterator[Finding]:
    left = days_left(config, today)
    if left is not None:
        kind = wrong if left < 0 else doubtful if left <= WARNED_FROM else well
        yield kind(of_the_secret(config, left))
    elif uses_tokens(config):
        yield doubtful(
            "Nobody is warned before the application's secret ends. Say when it does: PARLEY_MICROSOFT_SECRET_EXPIRES."
        )


def _of_the_provider(config: Config) -> Iterator[Finding]:
    if config.oidc_issuer:
        try:
            Provider(config).find()
        except Unreachable as fault:
            yield wrong(f"{fault} Check PARLEY_OIDC_ISSUER, and the way there.")
            return
        yield well(f"{config.oidc_issuer} says where it is asked. It sends people back to {Provider(config).back}.")
