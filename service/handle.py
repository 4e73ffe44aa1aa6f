"""The way in: every event of every door ends here, in one transaction, and is carried out whole or not at all.

    take the source once -> load the case -> decide -> save the next version -> carry out the effects -> audit

The bell is rung after the commit. A source that was taken before changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from service.bootstrap import Service, stored_procedure
from service.carry_out import carry_out
from service.escalation.case import Case
from service.escalation.coordinating import Merged, Parted
from service.escalation.decide import decide
from service.escalation.effects import Effect
from service.escalation.events import Event, Notified, Undone
from service.store import audit, cases
from service.store.cases import Change
from service.store.ids import new_id
from service.telling.errand import Errand

Take = Callable[[Session, str], bool]
Beside = Callable[[Session, str], None]


@dataclass(frozen=True)
class Source:
    """Where an event came from. `take` marks it acted on within the transaction; False: somebody already has.

    `beside` keeps what belongs to the act and not to the case: people, children, words. `told` puts an effect into
    the door's own words.
    """

    name: str
    actor: str
    take: Take
    beside: Beside = lambda session, case_id: None
    told: Callable[[Effect], Effect] = lambda effect: effect


@dataclass(frozen=True)
class Handled:
    case_id: str
    case: Case
    effects: tuple[Effect, ...]


def handle(service: Service, event: Event, case_id: str, source: Source) -> Handled | None:
    """Apply `event` to its case: all of it in one transaction, or none of it. None: the source was taken before.

    Raises NotAllowed, NotNow and Conflict as `decide` and `cases.save` do; nothing has changed then.
    """
    with service.sessions.begin() as session:
        handled = apply(service, session, event, case_id, source)
    if handled:
        service.bell.ring()
    return handled


def apply(service: Service, session: Session, event: Event, case_id: str, source: Source) -> Handled | None:
    """`handle` inside a transaction that the caller ends; the caller rings the bell after it."""
    if not source.take(session, case_id):
        return None
    before = cases.load(session, case_id, stored_procedure)
    after, effects = decide(before, _with_what_was(session, case_id, event, source.actor), service.calendars)
    if after.procedure.digest != before.procedure.digest:  # handed over: it goes on under another procedure's text
        cases.keep_procedure(session, after.procedure, service.files_of(after.procedure), event.at)
    cases.save(session, case_id, before, after, _change(event, source), event.at)
    source.beside(session, case_id)
    return _carry_out(service, session, event, source, Handled(case_id, after, effects))


def open_case(service: Service, event: Notified, source: Source) -> Handled | None:
    """Open a case: its source taken once, its people and children kept, its first mails written."""
    with service.sessions.begin() as session:
        handled = open_within(service, session, event, source)
    if handled:
        service.bell.ring()
    return handled


def open_within(service: Service, session: Session, event: Notified, source: Source) -> Handled | None:
    procedure = service.procedure_for(event.partnership, event.originating.name)
    case, effects = decide(Case(procedure), event, service.calendars)
    case_id = new_id()
    if not source.take(session, case_id):
        return None
    cases.keep_procedure(session, procedure, service.files_of(procedure), event.at)
    cases.add(session, case_id, case, _change(event, source), event.at)
    source.beside(session, case_id)
    return _carry_out(service, session, event, source, Handled(case_id, case, effects))


def _carry_out(service: Service, session: Session, event: Event, source: Source, handled: Handled) -> Handled:
    session.flush()
    errand = Errand(service, session, handled.case_id, handled.case, event.at, source.actor)
    for effect in handled.effects:
        carry_out(errand, source.told(effect))
    audit.record(
        session, service.vault, f"case:{handled.case_id}", at=event.at, actor=source.actor,
        action=type(event).__name__, object_id=source.name, detail={"version": handled.case.version},
    )
    return handled


def _change(event: Event, source: Source) -> Change:
    return Change(type(event).__name__, source.actor, source.name)


def _with_what_was(session: Session, case_id: str, event: Event, actor: str) -> Event:
    """An undoing is told what the case was before that person's last act, if nothing has happened since; that of a
    coordinator, before anybody's."""
    if isinstance(event, Parted):
        return replace(event, before=cases.before(session, case_id, Merged.__name__, stored_procedure))
    if not isinstance(event, Undone):
        return event
    last = cases.last_act(session, case_id, None if event.by.coordinates else actor)
    if last is None or last.version < 2:
        return event
    before = cases.as_of(session, case_id, last.version - 1, stored_procedure)
    return replace(event, act=last.event, acted_at=last.at, before=before)
