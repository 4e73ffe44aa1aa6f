"""The cases of a partnership, as its table and its board show them: no name of anybody."""

from collections.abc import Mapping
from datetime import datetime

from service.desk.looking.looking import Look
from service.desk.looking.saying import (
    age,
    category,
    next_owed,
    owers,
    stage_title,
    stages_now,
    tag_of_case,
)
from service.desk.looking.timeline import who_is
from service.escalation.case import Case, Risk, State
from service.escalation.procedure import Procedure
from service.seam.desk_lists import ListedCase, Tag
from service.store import cases
from service.telling.errand import Errand

CHECKED, OVER = "Being checked", "Ended, with something still owed"
OF_THE_CLOCK = ("TimePassed", "CalendarChanged")


def listed(look: Look) -> tuple[ListedCase, ...]:
    """Every case, the one that is due soonest first, those that are over last."""
    latest = cases.latest(look.session, look.partnership)
    found = [as_listed(look, errand, latest.get(one.id, {})) for one, errand in look.each()]
    return (*sorted(found, key=soonest), *(_withheld(look, errand) for _, errand in look.withheld()))


def _withheld(look: Look, errand: Errand) -> ListedCase:
    """A case that others may see: that there is one, and nothing of it."""
    return ListedCase(
        reference="", raised_by="", asked="", category="", stage="Restricted", state="", is_open=errand.case.is_open,
        urgent=False, reply_by=None, agreed=None, tag=Tag(), owed_by="", last_contact=look.at, days_here="",
        column="", may_move=False, restricted=True,
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
        owed_by=_refused_by(errand) or (owers(case, owed) if owed else ""),
        last_contact=max(contacts, default=case.moments["receipt"]),
        days_here=age(opened, look.at),
        column=column_of(look, case),
        may_move=case.is_open and not case.being_checked,
    )


def _refused_by(errand: Errand) -> str:
    """Who refused it, where it was never sent on."""
    case = errand.case
    return f"Refused by {who_is(errand, case.beside.refused_by)}" if case.state is State.REFUSED else ""


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
