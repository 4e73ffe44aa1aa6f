"""An agency is asked for its summary log: whoever keeps it is written to, and their answer is known by its token."""

from collections.abc import Mapping
from datetime import datetime

from service.notices import notice
from service.occasion import Occasion
from service.reply_words import OF_THE_LOG
from service.store import audit, logs
from service.store.logs import Request
from service.summary_log import keepers_of, log_of

ASKED = "log_asked"


def ask(occasion: Occasion, actor: str, agency: str, until: datetime, say: str) -> tuple[str, ...]:
    """Write to whoever keeps that agency's log, once for each day that it is asked for by; their addresses, none where
    the directory names nobody."""
    session, its = occasion.session, occasion.its
    request = logs.ask(session, its.key, agency, until, occasion.at, actor)
    held = how_many(len(log_of(occasion, agency)))
    keepers = keepers_of(occasion, agency)
    for keeper in keepers:
        told = {"ask": until, "say": say, "recorded": f"We hold {held} of yours.", **OF_THE_LOG}
        write(occasion, ASKED, (keeper.id, keeper.email), request, told)
    audit.record(
        session, occasion.service.vault, f"partnership:{its.key}", at=occasion.at, actor=actor,
        action="asked for a summary log", object_id=agency,
    )  # fmt: skip
    return tuple(keeper.email for keeper in keepers)


def write(
    occasion: Occasion, kind: str, to: tuple[str, str], request: Request, told: Mapping[str, object], about: str = ""
) -> None:
    """A mail to a holder at an address about that request; its answer is known as theirs by its token or thread."""
    holder, address = to
    token = logs.issue(occasion.session, request.id, holder, occasion.service.clock.real())
    notice(occasion, kind, address, f"{request.id}:{holder}:{about}", told, token)


def how_many(cases: int) -> str:
    return {0: "no case", 1: "1 case"}.get(cases, f"{cases} cases")
