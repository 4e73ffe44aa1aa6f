"""The cases of a partnership, as its table and its board show them: no name of anybody."""

from collections.abc import Mapping
from datetime import datetime

from service.bootstrap import stored_procedure
from service.desk.looking.looking import Look
from service.desk.looking.saying import (
    ENDED,
    ON_TRACK,
    age,
    category,
    category_of,
    next_owed,
    owers,
    stage_numbers,
    stage_title,
    stages_now,
    tag_of_case,
)
from service.desk.looking.timeline import of_the_team
from service.escalation.case import Case, Risk, State
from service.escalation.procedure import Procedure
from service.escalation.routing import Directory
from service.seam.desk_lists import ListedCase, Tag
from service.store import cases, past
from service.store.past import Finished
from service.telling.errand import Errand

CHECKED, OVER = "Being checked", "Ended, with something still owed"
OF_THE_CLOCK = ("TimePassed", "CalendarChanged")


def unfinished(look: Look) -> tuple[ListedCase, ...]:
    """Those that are open, or of which something is owed: the one that is due soonest first, those that are over last.
    """
    each = dict(look.each())
    latest = cases.latest(look.session, look.partnership, each)
    found = [as_listed(look, errand, latest.get(id, {})) for id, errand in each.items()]
    withheld = (errand.case for errand in look.withheld())
    hidden = (_withheld(look, is_open=case.is_open, to_close=_to_close(case)) for case in withheld)
    return (*sorted(found, key=soonest), *hidden)


def finished(look: Look) -> tuple[ListedCase, ...]:
    """Those that are over, and of which nothing is owed: however many years they go back, none of them is read whole.
    """
    rows = [*look.finished()]
    ran_under = past.procedures(look.session, {one.digest for one, _ in rows}, stored_procedure)
    known = look.occasion.directory
    return tuple(_finished(one, ran_under[one.digest], known) if seen else _withheld(look) for one, seen in rows)


def _finished(one: Finished, procedure: Procedure, directory: Directory) -> ListedCase:
    stages = stage_numbers(procedure, filter(None, one.last_stages.split(", ")))
    return ListedCase(
        reference=one.reference, raised_by=one.raised_by, asked=one.asked, category=category_of(procedure, one.about),
        stage=stages or one.state.capitalize(), state=one.state, is_open=False, urgent=one.urgent, reply_by=None,
        agreed=None, tag=ENDED.get(State(one.state), ON_TRACK), owed_by=_refused_by(directory, one),
        last_contact=one.updated_at, days_here="", column="", may_move=False,
    )  # fmt: skip


def _refused_by(directory: Directory, one: Finished) -> str:
    """Who refused it, where it was never sent on."""
    if State(one.state) is not State.REFUSED:
        return ""
    return f"Refused by {of_the_team(directory, one.refused_by) or 'somebody who is no longer in the directory'}"


def _to_close(case: Case) -> bool:
    return not case.is_open and bool(case.owed)


def _withheld(look: Look, *, is_open: bool = False, to_close: bool = False) -> ListedCase:
    """A case that others may see: that there is one, and nothing of it."""
    return ListedCase(
        reference="", raised_by="", asked="", category="", stage="Restricted", state="", is_open=is_open,
        urgent=False, reply_by=None, agreed=None, tag=Tag(), owed_by="", last_contact=look.at, days_here="",
        column="", may_move=False, restricted=True, to_close=to_close,
    )  # fmt: skip


def soonest(one: ListedCase) -> tuple[bool, bool, datetime, str]:
    return (not one.is_open, one.reply_by is None, one.reply_by or one.last_contact, one.reference)


def as_listed(look: Look, errand: Errand, latest: Mapping[str, datetime]) -> ListedCase:
    case, owed = errand.case, next_owed(errand.case)
    opened = case.open_visits[0].opened if case.open_visits else case.moments["receipt"]
    contacts = [at for event, at in latest.items() if event not in OF_THE_CLOCK]
    return ListedCase(
        reference=case.reference,
        raised_by=case.originating.name,
        asked=", ".join(agency.name for agency in case.receiving),
        category=category(case),
        stage=CHECKED if case.being_checked else stages_now(case) or case.state.value.capitalize(),
        state=case.state.value,
        is_open=case.is_open,
        urgent=case.risk is not Risk.NONE,
        reply_by=owed.deadline.ask if owed and owed.deadline else None,
        agreed=owed.agreed if owed else None,
        tag=tag_of_case(case, look.at, look.calendar),
        owed_by=owers(case, owed) if owed else "",
        last_contact=max(contacts, default=case.moments["receipt"]),
        days_here=age(opened, look.at),
        column=column_of(look, case),
        may_move=case.is_open and not case.being_checked,
        to_close=_to_close(case),
    )


def columns(look: Look) -> tuple[str, ...]:
    """The columns of the board: what is being checked, each stage of the procedure, and what is over but not done."""
    own = look.occasion.procedure
    return (CHECKED, *(_column(look, own, stage.key) for stage in own.stages), OVER)


def column_of(look: Look, case: Case) -> str:
    """Where a case stands on the board; empty for one that is over and owes nothing."""
    if case.being_checked:
        return CHECKED
    if not case.is_open:
        return OVER if case.owed else ""
    return _column(look, case.procedure, case.open_visits[0].stage) if case.open_visits else CHECKED


def _column(look: Look, procedure: Procedure, key: str) -> str:
    """A stage of a school's own procedure has a column of its own."""
    title = stage_title(procedure, key)
    return title if procedure.key == look.occasion.procedure.key else f"{title} ({procedure.name})"
