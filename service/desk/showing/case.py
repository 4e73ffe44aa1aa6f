"""One case, whole, as its page shows it; what is written about it is opened apart (ux.md 2.7)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby

from forms.choices import STATUSES
from service.desk.doing.arranging import acts_of_duties, page_of, soonest
from service.desk.doing.matching import matches
from service.desk.doing.pairing import beside_of
from service.desk.doing.refusing import refused_in_words
from service.desk.looking.files import files
from service.desk.looking.looking import Look
from service.desk.looking.messages import messages, people
from service.desk.looking.saying import URGENT, asked_for, owers, stage_title, tag_of
from service.desk.looking.timeline import happened, who_is
from service.desk.showing.listing import as_listed
from service.desk.showing.ringing import to_ring
from service.desk.showing.written import documents, on_file
from service.escalation.actors import Actor, Capacity
from service.escalation.case import Case, Risk, State, Visit
from service.escalation.decide import decide
from service.escalation.duty import Duty
from service.escalation.effects import Mail, ower
from service.escalation.events import NotResolved
from service.escalation.tasks import CONFIRMED_AS
from service.intake.by_desk.desk import is_the_partnerships_to_read
from service.seam.desk_pages import CasePage, Child, Looked, Needed, StageRow
from service.store import audit, cases
from service.store.people import ORIGINATOR, Subject
from service.telling.chronicle import HOW_A_STAGE_ENDED
from service.telling.disclosure import OWN_REFERENCE
from service.telling.errand import Errand
from service.telling.gaps import gaps
from service.telling.recipients import as_roles, recipients
from service.telling.wording import words_of

LOOKED = "looked at "  # how the audit's entries of a look begin
OPENED = "opened "


def case_page(look: Look, errand: Errand, names: bool) -> CasePage:
    case = errand.case
    latest = cases.latest(look.session, look.partnership, [errand.case_id]).get(errand.case_id, {})
    return CasePage(
        listed=as_listed(look, errand, latest),
        version=case.version,
        procedure=case.procedure.name,
        raised=case.moments["receipt"],
        concern=case.moments.get("concern"),
        risk=URGENT.get(case.risk, ""),
        being_checked=case.being_checked,
        refused=refused_in_words(errand) if case.state is State.REFUSED else "",
        warnings=tuple(gaps(case)),
        children=tuple(_child(one, case, names) for one in errand.subjects),
        names_shown=names,
        stages=(*(_visited(case, visit) for visit in case.visits), *_to_come(look, errand)),
        needed=tuple(_needed(look, errand, duty) for duty in sorted(case.owed, key=soonest)),
        on_file=tuple(on_file(case)),
        timeline=happened(errand),
        messages=messages(errand),
        documents=documents(errand),
        people=people(errand),
        activity=tuple(_activity(errand)),
        acts=tuple(acts_of(case)),
        reads_freely=is_the_partnerships_to_read(case),
        own_references=tuple(_references(errand)),
        to_be_rung=_to_be_rung(errand),
        files=files(errand, names),
        restricted_to=tuple(_named(errand)),
        pairs=beside_of(look, errand),
        to_ring=to_ring(errand),
        perhaps=tuple(matches(look, errand)),
    )  # fmt: skip


def _child(subject: Subject, case: Case, names: bool) -> Child:
    """Whom it is about: by initials and the year, unless names are asked for."""
    known = next((one.status for one in case.subjects if one.key == subject.key), subject.status)
    born = date.fromisoformat(subject.born) if subject.born else None
    status = next((one.label for one in STATUSES if one.value == known), "Not known")
    shown = Child(subject.kind, subject.initials, str(born.year) if born else "", status)
    return replace(shown, name=subject.name, born=born) if names else shown


def _named(errand: Errand) -> Iterator[str]:
    """Who may see it, where that is restricted."""
    for one in errand.directory.officers:
        if f"officer:{one.id}" in errand.case.beside.restricted_to:
            yield f"{one.name}, {one.post}"


def _references(errand: Errand) -> Iterator[tuple[str, str]]:
    """The case numbers that the agencies have themselves."""
    for slot, key in OWN_REFERENCE.items():
        agency = errand.case.agency(slot)
        number = next((subject.more[key] for subject in errand.subjects if subject.more.get(key)), "")
        if agency and number:
            yield agency.name, number


def _to_be_rung(errand: Errand) -> str:
    raiser = errand.person(ORIGINATOR)
    return ", ".join(filter(None, (raiser.name, raiser.telephone))) if raiser and not raiser.email else ""


# Where it stands


def _visited(case: Case, visit: Visit) -> StageRow:
    asked = [
        duty for duty in case.duties
        if duty.stage == visit.stage and visit.opened <= duty.opened <= (visit.ended or duty.opened)
    ]  # fmt: skip
    result = HOW_A_STAGE_ENDED.get(visit.outcome, visit.outcome) or "open"
    return _row(case, visit.stage, asked, result, visit)


def _row(case: Case, key: str, duties: list[Duty], result: str, visit: Visit | None = None) -> StageRow:
    """A stage with the date of its outcome or, where the procedure gives that none, the last date of its tasks."""
    counted = [duty for duty in duties if duty.task not in ("acknowledge", "agree") and not duty.is_planned]
    dated = [duty for duty in counted if duty.deadline and duty.deadline.at]
    duty = max(dated, key=lambda one: (one.task == "conclude", str(asked_for(one))), default=None)
    due = duty.deadline if duty else None
    return StageRow(
        stage_title(case.procedure, key), visit.opened if visit else None, asked_for(duty) if duty else None,
        due.at if due else None, due.why if due else "no time limit is stated", visit.ended if visit else None, result,
    )  # fmt: skip


def _to_come(look: Look, errand: Errand) -> Iterator[StageRow]:
    """The stages above, with the dates that they would have if each ran to its own."""
    case, seen = errand.case, {visit.stage for visit in errand.case.visits}
    path = case.procedure.path(case.track)
    at = path.index(case.stage.key) if case.stage and case.stage.key in path else len(path)
    for key in path[at + 1 :] if case.is_open else ():
        if key not in seen:
            case = _moved_on(look, case)
            yield _row(case, key, [duty for duty in case.owed if duty.stage == key], "if it is needed")


def _moved_on(look: Look, case: Case) -> Case:
    """The case as it would be, were its stage not resolved on the day that people are asked for."""
    stage = case.stage
    if stage is None or not case.is_open or case.being_checked:
        return case
    asked = [at for duty in case.owed if duty.stage == stage.key and (at := asked_for(duty))]
    by = Actor(Capacity.COORDINATOR)
    event = NotResolved(max([look.at, *asked]), by, stage.key, case.procedure.ways_on(stage.key, case.track)[:1])
    return decide(case, event, look.service.calendars)[0]


# What is needed now


def _needed(look: Look, errand: Errand, duty: Duty) -> Needed:
    due = duty.deadline
    whose = as_roles([recipients(errand, Mail("task", ower(duty.id)))])
    return Needed(
        duty.id, words_of(errand, duty), " or ".join(whose) or owers(errand.case, duty), due.ask if due else None,
        due.at if due else None, due.why if due else "no time limit is stated", duty.agreed,
        tag_of(duty, look.at, look.calendar), recorded_at(errand.case, duty),
    )  # fmt: skip


def recorded_at(case: Case, duty: Duty) -> str:
    """The act that records what is owed, on behalf of whoever owes it: where an answer about its stage does, a call."""
    act = page_of(case, duty) or "call"
    return act if act in set(acts_of(case)) else ""


def acts_of(case: Case) -> Iterator[str]:
    """The keys of what a coordinator can do with the case as it stands; the likeliest first."""
    over = not case.is_open and case.state is not State.NEW
    if case.state is State.MERGED:
        yield from ("restrict", "recall")
        return
    if case.state is State.REFUSED:
        yield from ("check-again", "call", "restrict", "recall")
        return
    if case.owed_at("urgent", "alert"):
        yield "take-up"
    if any(case.owed_at("", task) for task in CONFIRMED_AS.values()):
        yield "second"
    if case.being_checked:
        yield from ("release", "refuse", "call", "withdraw", "redirect")
    elif case.is_open:
        yield from ("call", "move", *acts_of_duties(case), "date", "withdraw")
        if not case.owed_at("", CONFIRMED_AS["close"]):
            yield "unsettle"
        yield "redirect"
    if case.risk is not Risk.NONE and not case.owed_at("", CONFIRMED_AS["lower"]):
        yield "lower"
    if any(duty.task == "feedback" for duty in case.owed):
        yield "feedback"
    if over:
        yield from acts_of_duties(case)
        yield from ("reopen",) if case.state is State.CLOSED else ("close", "reopen")
    yield from ("restrict", "recall")


# Who looked


def _activity(errand: Errand) -> Iterator[Looked]:
    """The newest first; several of one kind in a row are one."""
    looks = [one for one in audit.entries(errand.session, f"case:{errand.case_id}") if _is_a_look(one)]
    for (actor, action), several in groupby(reversed(looks), lambda one: (one.actor, one.action)):
        together = list(several)
        yield Looked(together[0].at, who_is(errand, actor), action, len(together))


def _is_a_look(entry: audit.Entry) -> bool:
    return entry.action.startswith((LOOKED, OPENED))
