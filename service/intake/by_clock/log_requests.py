"""An agency is asked for its summary log: whoever keeps it is written to, and their answer is known by its token."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from service.bootstrap import Service
from service.escalation.calendar import Calendar, at_opening, local_day
from service.escalation.routing import Holder
from service.intake.raising.choices import with_stages
from service.mail.sending.compose import Enclosure
from service.store import audit, logs
from service.store.logs import Request
from service.telling.log_sheet import enclosed_for
from service.telling.notices import notice
from service.telling.occasion import Occasion
from service.telling.quarter import quarter_of
from service.telling.reply_words import OF_THE_LOG
from service.telling.summary_log import keepers_of, log_of

ASKED = "log_asked"
LINKED = frozenset((ASKED, "log_faulty"))
PAGE = "/l/"  # where a mailed link to a log leads


def ask(occasion: Occasion, actor: str, agency: str, until: datetime, say: str, once: str = "") -> tuple[str, ...]:
    """Write to whoever keeps that agency's log, once for each day that it is asked for by, or for each press `once` of
    a button; their addresses, none where the directory names nobody."""
    session, its = occasion.session, occasion.its
    before = logs.last_asked(session, its.key, agency)
    request = logs.ask(session, its.key, agency, until, occasion.at, actor)
    keepers = keepers_of(occasion, agency)
    how = "again" if once and before and before.id == request.id else ""
    if not _ask_each(occasion, request, keepers, {"say": say, "how": how}, once) and once:
        return ()
    audit.record(
        session, occasion.service.vault, f"partnership:{its.key}", at=occasion.at, actor=actor,
        action="asked for a summary log", object_id=agency,
    )  # fmt: skip
    return tuple(keeper.email for keeper in keepers)


def remind(service: Service) -> None:
    """Ask once more five working days before the day, and on the day after it the deputies too (E38); each once."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        for request, times in logs.silent(session, at + LOOKED_AHEAD, len(REMINDERS)):
            occasion, to_deputies = Occasion(service, session, request.partnership, at), times > 0
            is_due = request.due_at is not None and at >= REMINDERS[times](occasion.calendar, local_day(request.due_at))
            if is_due and logs.reminded(session, request.id, times + 1):
                _remind(occasion, request, to_deputies)


def _remind(occasion: Occasion, request: Request, to_deputies: bool) -> None:
    keepers = keepers_of(occasion, request.agency)
    deputies = keepers_of(occasion, request.agency, DEPUTIES) if to_deputies else ()
    each = tuple({one.email: one for one in (*keepers, *deputies)}.values())
    _ask_each(occasion, request, each, {"how": "again"}, "late" if to_deputies else "soon")


def _ask_each(
    occasion: Occasion, request: Request, keepers: tuple[Holder, ...], told: Mapping[str, object], about: str = ""
) -> bool:
    """To each, how many cases we hold, and the log itself where the directory lets a mail carry it; whether any is
    new."""
    held = log_of(occasion, request.agency, request)
    quarter = quarter_of(request.due_at) if request.due_at else None
    said = {
        "ask": request.due_at, "title": quarter.in_words if quarter else "",
        "recorded": f"We hold {how_many(len(held))} of yours.", **told, **OF_THE_LOG,
    }  # fmt: skip
    choices = with_stages(occasion.procedure, occasion.day)
    sheets = [enclosed_for(keeper, choices, (row.values for row in held), quarter) for keeper in keepers]
    written = [
        write(occasion, ASKED, keeper, request, {**said, "files": int(sheet is not None)}, about, sheet)
        for keeper, sheet in zip(keepers, sheets, strict=True)
    ]
    return any(written)


DEPUTIES = 1  # a step down the line of who is asked
LOOKED_AHEAD = timedelta(days=30)  # five working days are never longer
REMINDERS: tuple[Callable[[Calendar, date], datetime], ...] = (
    lambda calendar, day: at_opening(calendar.before(day, 5)),
    lambda calendar, day: at_opening(calendar.after(day, 1)),
)


def write(
    occasion: Occasion, kind: str, to: Holder, request: Request, told: Mapping[str, object], about: str = "",
    enclosed: Enclosure | None = None,
) -> bool:  # fmt: skip
    """A mail to a holder at their address about that request; its answer is known as theirs by its token or thread.
    False when it was there already."""
    now, base = occasion.service.clock.real(), occasion.service.config.base_url.rstrip("/")
    token, of_the_link = (logs.issue(occasion.session, request.id, to.id, now) for _ in range(2))
    link = f"{base}{PAGE}{of_the_link}" if kind in LINKED else ""
    return notice(occasion, kind, to.email, f"{request.id}:{to.id}:{about}", {**told, "link": link}, token, enclosed)


def how_many(cases: int) -> str:
    return {0: "no case", 1: "1 case"}.get(cases, f"{cases} cases")
