"""parley invite: a link with which somebody of a partnership's team sets up their sign-in to the desk, once."""

import argparse

from service.commands.opened import opened
from service.commands.say import MISUSED, refuse, say
from service.signing import enrolling


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("partnership", metavar="PARTNERSHIP", help="its key, as in partnerships.toml")
    parser.add_argument("address", metavar="ADDRESS", help="theirs, as the directory has it")
    parser.add_argument(
        "--subject", default="", metavar="SUBJECT",
        help="who they are to the provider of OpenID Connect (sub), where it vouches for no e-mail address",
    )  # fmt: skip


def run(arguments: argparse.Namespace) -> int:
    """Raises NotAllowed where nobody of that address has a post that opens the desk."""
    with opened() as service:
        if arguments.partnership not in service.partnerships:
            known = ", ".join(service.partnerships)
            return refuse(f"There is no partnership {arguments.partnership}. There are: {known}.", MISUSED)
        if arguments.subject and not service.config.oidc_issuer:
            return refuse("There is no provider. Set PARLEY_OIDC_ISSUER first.", MISUSED)
        token = enrolling.invite(service, arguments.partnership, arguments.address, arguments.subject)
        link = f"{service.config.base_url}/{arguments.partnership}/desk/set-up/{token}"
    say(f"{link}\nGive it to {arguments.address} and to nobody else. It works once, for 24 hours.")
    return 0
