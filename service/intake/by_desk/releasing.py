"""What a coordinator decides about a mail that waits: read once more, filed with a case, accepted, opened, refused.

Each is audited in the chain of the case that it touches, then in the partnership's. What was filed or refused can be
put back or filed elsewhere; what an accepted reply did is undone as any act is.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from service.bootstrap import Service, stored_procedure
from service.errors import NotAllowed, NotNow, Unreadable
from service.escalation.actors import Actor, Capacity
from service.escalation.events import ToldMore
from service.handle import Source, apply
from service.intake.by_clock import watching
from service.intake.by_desk import passing_on
from service.intake.by_desk.correcting import struck
from service.intake.by_desk.desk import coordinator
from service.intake.by_mail import mails
from service.mail.clamd import Verdict
from service.mail.reading.message import InboundMail
from service.reader import FULL, LimitedReader
from service.store import audit, cases, directory, filed, held
from service.store.filed import AGAIN, AS_FORM, AS_REPLY, Standing
from service.store.inbox import Ending
from service.telling.occasion import Occasion


@dataclass(frozen=True)
class Desk:
    """A coordinator with one mail before them: who, why, when, and whose mailbox it came to."""

    service: Service
    session: Session
    mail: Standing
    partnership: str
    actor: str
    why: str
    at: datetime

    def note(self, action: str, case_id: str | None = None, **more: str) -> None:
        """Audited in the chain of that case, or of the partnership."""
        chain = f"case:{case_id}" if case_id else f"partnership:{self.partnership}"
        audit.record(
            self.session, self.service.vault, chain, at=self.at, actor=self.actor, action=action,
            object_id=self.mail.id, detail={"why": self.why, **more},
        )  # fmt: skip


def again(service: Service, id: str, name: str) -> str:
    """Read once more by the mailbox process, as it comes. Raises NotNow, NotAllowed."""
    _release(service, id, name, "", AGAIN)
    return f"{id} is read once more."


def accept(service: Service, id: str, name: str, why: str) -> str:
    """Its sender counts as the person whom the answered mail was written to: the coordinator vouches for them."""
    _release(service, id, name, why, AS_REPLY)
    return _read_now(service, id)


def open_new(service: Service, id: str, name: str, why: str) -> str:
    """A notification: it opens a case, or its sender is asked by number for what is missing."""
    _release(service, id, name, why, AS_FORM)
    return _read_now(service, id)


def file_with(service: Service, id: str, reference: str, name: str, why: str) -> str:
    """Kept with that case as a note, which moves nothing; from another case too. Of what was held its writer hears that
    it was passed on, and nobody else is written to."""
    at, writer = service.clock.now(), passing_on.writer_of(service, id)
    with service.sessions.begin() as session:
        desk = _at_the_desk(service, session, id, name, why, at)
        case_id, before = cases.id_of(session, reference), desk.mail.case_id
        if (desk.mail.disposition, before) == ("note_added", case_id):
            raise NotNow(f"{id} is with {reference} already.")
        for one in sorted({case_id, before or case_id}):  # always in one order, or two moves wait for each other
            case = cases.load(session, one, stored_procedure)
            coordinator(directory.read(session, case.partnership), service, case.partnership, name)
        _file(desk, case_id)
        if before and before != case_id:
            desk.note("a mail was moved to another case", before)
        told = passing_on.tell(Occasion(service, session, desk.partnership, at), id, writer)
        desk.note("filed a mail", case=reference.upper(), **({"told": "its writer"} if told else {}))
    service.bell.ring()
    return f"{id} is with {reference.upper()} now.{' Its writer is told that it was passed on.' if told else ''}"


def _file(desk: Desk, case_id: str) -> None:
    ending = Ending("note_added", "A coordinator filed it with this case.", case_id)

    def take(session: Session, case_id: str) -> bool:
        return filed.decide(session, desk.service.vault, desk.mail.id, ending)

    actor = Actor(Capacity.COORDINATOR, "", desk.actor)
    source = Source(f"mail {desk.mail.id}", desk.actor, take, lambda s, id: desk.note("filed a mail", id))
    if apply(desk.service, desk.session, ToldMore(desk.at, actor), case_id, source) is None:
        raise NotNow(_acted(desk.mail))
    held.end(desk.session, desk.mail.id)


def refuse(service: Service, id: str, name: str, why: str) -> str:
    """Nothing more is to be done about it; the reason is kept, sealed."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        desk = _at_the_desk(service, session, id, name, why, at)
        if desk.mail.disposition not in filed.RELEASABLE:
            raise NotNow(f"{id} does not wait for anybody. Put it back first, with --undo.")
        _decide(desk, Ending("closed_by_human", "A coordinator closed it; the audit holds why."))
        held.end(session, id)
        desk.note("refused a mail")
    return f"{id} is closed."


def put_back(service: Service, id: str, name: str, why: str) -> str:
    """What was filed, closed, or taken for a machine's waits for a person again."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        desk = _at_the_desk(service, session, id, name, why, at)
        if desk.mail.disposition == "held":
            raise NotNow(f"{id} waits for a person already.")
        _decide(desk, Ending("held", "A coordinator put it back."))
        held.begin(session, watching.begun(Occasion(service, session, desk.partnership, at), id, urgent=False))
        if desk.mail.case_id:
            desk.note("a mail was taken out of this case", desk.mail.case_id)
        desk.note("put a mail back")
    return f"{id} waits for a person again."


GONE = "This message was removed from view. It is kept sealed."


@dataclass(frozen=True)
class Looked:
    """A mail as it came, read, and what was found in its files, in their order."""

    mail: InboundMail
    scans: tuple[str, ...]

    def file(self, number: int) -> bytes:
        """The file of that number, the first being 1. Raises NotNow for one that is none, or is infected."""
        if not 1 <= number <= len(self.mail.attachments):
            raise NotNow(f"The mail brings {len(self.mail.attachments)} files. Name one of them by its number.")
        if self.found_in(number).startswith(Verdict.INFECTED):
            raise NotNow(f"File {number} is infected, and is withheld ({self.found_in(number)}).")
        return self.mail.attachments[number - 1].content

    def found_in(self, number: int) -> str:
        return self.scans[number - 1] if number <= len(self.scans) else Verdict.NOT_SCANNED


def look(service: Service, id: str, name: str, why: str) -> Looked:
    """The mail as it came, read. That it was opened, and by whom, is audited before it is shown."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        desk = _at_the_desk(service, session, id, name, why, at)
        desk.note("opened a mail", desk.mail.case_id)
        if f"mail-{id}" in struck(session, desk.mail.case_id):
            return Looked(InboundMail(b"", defects=(GONE,), unreadable=GONE), ())
        raw, scans = filed.open_raw(session, service.vault, id), desk.mail.scans
    with LimitedReader(FULL) as reader:
        try:
            return Looked(reader.mail(raw), scans)
        except Unreadable as breach:
            return Looked(InboundMail(raw, defects=(str(breach),), unreadable=str(breach)), scans)


def _at_the_desk(service: Service, session: Session, id: str, name: str, why: str, at: datetime) -> Desk:
    mail = filed.standing(session, id)
    if mail is None:
        raise NotNow(f"There is no mail {id}. See which there are: parley held")
    partnership = mails.partnership_of(service, mail.mailbox)
    officer = coordinator(directory.read(session, partnership), service, partnership, name)
    return Desk(service, session, mail, partnership, f"officer:{officer.id}", why, at)


def _release(service: Service, id: str, name: str, why: str, as_: str) -> None:
    at = service.clock.now()
    with service.sessions.begin() as session:
        desk = _at_the_desk(service, session, id, name, why, at)
        if not filed.release(session, id, desk.actor, at, as_):
            raise NotNow(f"{id} is not held, and was left alone.")
        held.end(session, id)
        desk.note(RELEASED[as_])


RELEASED = {
    AGAIN: "released",
    AS_REPLY: "accepted a reply in its holder's name",
    AS_FORM: "opened a mail as a new case",
}


def _read_now(service: Service, id: str) -> str:
    """What came of it, or why it waits still (NotAllowed)."""
    mails.read_one(service, id=id)
    with service.sessions.begin() as session:
        ended = filed.ended(session, id)
    if ended is None:
        return f"{id} is being read."
    if ended.disposition == "held":
        raise NotAllowed(f"{id} waits still. {ended.reason}")
    return f"{id}: {ended.reason}"


def _decide(desk: Desk, ending: Ending) -> None:
    if not filed.decide(desk.session, desk.service.vault, desk.mail.id, ending):
        raise NotNow(_acted(desk.mail))


def _acted(mail: Standing) -> str:
    if mail.state != "ended":
        return f"{mail.id} is being read at this moment. Try again."
    return f"{mail.id} has moved a case. Take that back there first: parley case REF undo"
