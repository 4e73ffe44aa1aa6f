"""What a coordinator does: the same events, through the same way in, audited.

On the command line, access to the shell counts as signing in (decision 26): the name given must be a coordinator of
the case's partnership, and an act that needs two takes a second one. The desk's pages give the id of who signed in.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from forms.notification.agencies import one_mailbox
from service.bootstrap import Service, stored_procedure
from service.errors import Conflict, NotAllowed
from service.escalation.actors import Actor, Capacity
from service.escalation.case import Case
from service.escalation.coordinating import Closed, FeedbackAsked, Merged, Paired, Parted, RiskLowered
from service.escalation.events import Agreed, Event
from service.escalation.planning import next_planned
from service.escalation.procedure import Procedure
from service.escalation.restricting import may_see
from service.escalation.routing import Directory, Officer
from service.handle import Handled, Source, apply, handle
from service.intake.answering.record import open_record
from service.seam.link_pages import Record
from service.store import addresses, audit, cases, directory, papers
from service.store.papers import Paper
from service.store.people import ORIGINATOR, address_digest
from service.telling.errand import Errand
from service.telling.occasion import Occasion

Makes = Callable[[datetime, Actor, Errand], Event]


@dataclass(frozen=True)
class Door:
    """Where an act came in, as the case's history names it. Where `seen_version` is given, one press of a page's
    button: pressed twice it acts once, and not at all on a case that has changed since the page was opened."""

    name: str = "command line"
    seen_version: int | None = None

    def opens(self, session: Session, case_id: str) -> bool:
        """Whether the act is still to be done. Raises Conflict."""
        if self.seen_version is None:
            return True
        if cases.is_known(session, case_id, self.name):
            return False
        if cases.load(session, case_id, stored_procedure).version != self.seen_version:
            raise Conflict("Something changed since you opened this page. Look at the case again.")
        return True


COMMAND_LINE = Door()


@dataclass(frozen=True)
class Words:
    """Why a coordinator acts. Where `paper` names a kind, they say something that the people of the case may read:
    `says`, by its questions, or the reason itself."""

    why: str = field(repr=False)
    paper: str = ""
    stage: str = ""
    says: Mapping[str, str] = field(default_factory=dict, repr=False)
    beside: Callable[[Session], None] = lambda session: None  # what is kept with it, in the same transaction


def act(
    service: Service, reference: str, name: str, words: Words, makes: Makes, slot: str = "", door: Door = COMMAND_LINE
) -> Handled | None:
    """Do it as the coordinator `name`, with the reason kept sealed. Raises NotAllowed, NotNow, Conflict, NoSuchCase."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        case_id = cases.id_of(session, reference)
        case = cases.load(session, case_id, stored_procedure)
        officer = coordinator(directory.read(session, case.partnership), service, case.partnership, name)
        actor = Actor(Capacity.COORDINATOR, slot, f"officer:{officer.id}")
        errand = Errand(service, session, case_id, case, at, actor.holder)
        _must_be_theirs_to_see(errand)
        event, paper = makes(at, actor, errand), _paper(errand, actor, words)

    def beside(session: Session, id: str) -> None:
        _keep_reason(service, session, id, event, words.why)
        words.beside(session)
        if isinstance(event, Merged):
            _feedback_moves(replace(errand, session=session), event, door)
        if paper.kind:
            papers.add(session, service.vault, id, replace(paper, about=_about(case, event)), at)

    return handle(service, event, case_id, Source(door.name, actor.holder, door.opens, beside))


def _feedback_moves(ended: Errand, event: Merged, door: Door) -> None:
    """The case that goes on owes whoever raised this one feedback: where it is over itself, and owes none, from now."""
    service, session, reference = ended.service, ended.session, ended.case.reference
    id = cases.id_of(session, event.into)
    living = replace(ended, case_id=id, case=cases.load(session, id, stored_procedure))
    owes = any(duty.task == "feedback" for duty in living.case.owed)
    ours, theirs = ended.person(ORIGINATOR), living.person(ORIGINATOR)
    is_one = ours and theirs and one_mailbox(ours.email, theirs.email)
    if not living.case.is_open and not owes and not is_one:
        source = Source(door.name, event.by.holder, lambda session, id: True)
        apply(service, session, FeedbackAsked(event.at, event.by, reference), id, source)


def _paper(errand: Errand, actor: Actor, words: Words) -> Paper:
    stage = words.stage or stage_of(errand)
    return Paper(words.paper, stage, actor.slot, actor.holder, words.says or {"said": words.why})


def _about(case: Case, event: Event) -> str:
    """The duty that an act is about: the one it names, or the one that it makes."""
    if isinstance(event, Agreed):
        return next_planned(case, event.stage, event.undertaken[0].plan)
    return str(getattr(event, "duty", ""))


def _keep_reason(service: Service, session: Session, case_id: str, event: Event, why: str) -> None:
    """Why it was done and, where it took two, who the second one was."""
    for other in _others(event):
        id = cases.id_of(session, other)
        audit.record(
            session, service.vault, f"case:{id}", at=event.at, actor=event.by.holder,
            action=f"{type(event).__name__} of another case", object_id=case_id, detail={"why": why},
        )  # fmt: skip
    two = isinstance(event, Closed | RiskLowered) and event.second
    audit.record(
        session, service.vault, f"case:{case_id}", at=event.at, actor=event.by.holder, action="reason",
        detail={"why": why, **({"second": two} if two else {})},
    )  # fmt: skip


def _others(event: Event) -> Iterator[str]:
    """The other case, by its reference, that an act is about as well."""
    if isinstance(event, Paired | Parted):
        yield event.other
    if isinstance(event, Merged):
        yield event.into


def read(service: Service, reference: str, name: str, why: str) -> Record:
    """All that is written about the case; that it was opened, by whom and why, is audited before it is shown.

    From the stage that the procedure names the partnership reads what is said; before it, for a reason (decision 26).
    """
    at = service.clock.now()
    with service.sessions.begin() as session:
        case_id = cases.id_of(session, reference)
        case = cases.load(session, case_id, stored_procedure)
        officer = _reader(directory.read(session, case.partnership), service, case.partnership, name)
        errand = Errand(service, session, case_id, case, at, f"officer:{officer.id}")
        _must_be_theirs_to_see(errand)
        detail = {"why": why, "before_its_stage": not is_the_partnerships_to_read(case)}
        audit.record(
            session, service.vault, f"case:{case_id}", at=at, actor=errand.actor, action="opened what is written",
            detail=detail,
        )  # fmt: skip
        return open_record(errand, Actor(Capacity.COORDINATOR, "", errand.actor))


def _must_be_theirs_to_see(errand: Errand) -> None:
    if not may_see(errand.case, errand.directory, errand.day, errand.actor):
        raise NotAllowed("This case is restricted to named staff. Ask another coordinator.")


def is_the_partnerships_to_read(case: Case) -> bool:
    """Whether the case has come to the stage from which the partnership reads what is said."""
    if case.between_two:
        return False  # it stays inside their agency
    path, first = case.procedure.path(case.track), case.procedure.partnership_reads_from
    visited = {visit.stage for visit in case.visits}
    return first not in path or bool(visited & set(path[path.index(first) :]))


def second(service: Service, reference: str, name: str) -> str:
    """The second coordinator of a case, by name or address. Raises NotAllowed for anybody else."""
    with service.sessions.begin() as session:
        case = cases.load(session, cases.id_of(session, reference), stored_procedure)
        return f"officer:{coordinator(directory.read(session, case.partnership), service, case.partnership, name).id}"


def stage_of(errand: Errand) -> str:
    """The stage that the case is at; of several, the first."""
    return errand.case.stage.key if errand.case.stage else ""


def duty_of(errand: Errand, id: str) -> str:
    """The duty that was named; none named: the outcome of the open stage."""
    return id or next((duty.id for duty in errand.case.owed if duty.task == "conclude"), "")


def question(errand: Errand, name: str) -> str:
    """One of the procedure's questions. Raises NotAllowed for another."""
    known = [question.key for question in errand.case.procedure.questions]
    if name not in known:
        raise NotAllowed(f"This procedure does not ask {name or 'that'}. It asks: {', '.join(known) or 'nothing'}.")
    return name


def exit_to(service: Service, errand: Errand, key: str) -> tuple[str, Procedure | None, str]:
    """An exit of the procedure, the procedure that it leads into, if any, and the stage there. Raises NotAllowed."""
    exits = {one.key: one for one in errand.case.procedure.exits}
    if key not in exits:
        raise NotAllowed(f"This procedure has no exit {key or '(none given)'}. It has: {', '.join(exits) or 'none'}.")
    leads_to = exits[key].procedure
    home = service.procedure_of(errand.case.partnership) if leads_to == "home" else None
    return key, home or service.procedures.procedures.get(leads_to), exits[key].at_stage


def somebody(errand: Errand, address: str) -> tuple[str, str]:
    """A person of the directory by address: their holder id and their agency's. Raises NotAllowed."""
    found = [officer for officer in errand.directory.officers if officer.email.casefold() == address.casefold()]
    if not found:
        raise NotAllowed(f"Nobody in the directory has the address {address}. Load them first, or name another.")
    return f"officer:{found[0].id}", found[0].agency_id


def holder_at(errand: Errand, slot: str, role: str, address: str) -> str:
    """Who takes over a role at an agency: somebody of that very agency, or of the team. Raises NotAllowed."""
    roles = sorted({*errand.case.procedure.roles, "practitioner"})
    if role not in roles:
        raise NotAllowed(f"This procedure has no role {role or '(none given)'}. It has: {', '.join(roles)}.")
    holder, agency_id = somebody(errand, address)
    if errand.case.between_two and any(one_mailbox(one.email, address) for one in errand.people):
        raise NotAllowed(f"{address} is one of the two who disagree. Name somebody else.")
    agency = errand.case.agency(slot)
    if (agency is None) != (not slot) or agency_id != (agency.id if agency else ""):
        side = agency.name if agency else "the partnership's team"
        raise NotAllowed(f"{address} does not work there. Name somebody of {side}.")
    return holder


@dataclass(frozen=True)
class Away:
    """That somebody is away, from the first day to the last; without days, that they are back."""

    address: str
    first: date | None = None
    last: date | None = None


def note_away(service: Service, away: Away, name: str) -> int:
    """Note it, as the coordinator `name`, in every directory that has the address; for how many posts.

    Raises NotAllowed for an address that no directory has which `name` coordinates the cases of.
    """
    at = service.clock.now()
    with service.sessions.begin() as session:
        listed = [key for key in service.partnerships if directory.holders_at(session, key, away.address)]
        posts = [_note_away(Occasion(service, session, key, at), away, name) for key in listed]
        if away.last is None:
            addresses.lives(session, address_digest(service.vault, away.address))
    if not posts:
        raise NotAllowed(
            f"No directory has the address {away.address}. See who is listed: at your desk, Directory; or parley "
            "directory list"
        )
    return sum(posts)


def _note_away(occasion: Occasion, away: Away, name: str) -> int:
    session, key = occasion.session, occasion.partnership
    officer = coordinator(occasion.directory, occasion.service, key, name)
    days = (away.first, away.last)
    audit.record(
        session, occasion.service.vault, f"partnership:{key}", at=occasion.at, actor=f"officer:{officer.id}",
        action="noted who is away", detail={"address": away.address, "away": [day and day.isoformat() for day in days]},
    )  # fmt: skip
    return directory.note_away(session, key, away.address, *days)


def _reader(listed: Directory, service: Service, partnership: str, name: str) -> Officer:
    """Whoever reads what is written: the manager of the team, by id, or a coordinator. Raises NotAllowed."""
    post = service.partnerships[partnership].manager_post
    managers = [one for one in listed.officers if not one.agency_id and post and one.has_post(post) and one.id == name]
    return managers[0] if managers else coordinator(listed, service, partnership, name)


def coordinator(listed: Directory, service: Service, partnership: str, name: str) -> Officer:
    """The coordinator of that name, address or id. Raises NotAllowed."""
    post = service.partnerships[partnership].coordinator_post
    team = [officer for officer in listed.officers if not officer.agency_id and officer.has_post(post)]
    found = [o for o in team if name.casefold() in (o.name.casefold(), o.email.casefold(), o.id)]
    if not found:
        known = ", ".join(officer.name for officer in team) or "nobody"
        raise NotAllowed(f"{name} does not coordinate this partnership. Its coordinators are: {known}.")
    return found[0]
