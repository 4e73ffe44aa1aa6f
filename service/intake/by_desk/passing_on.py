"""Whoever wrote a mail that was held hears, once, that a person has read it and passed it on: never a word of a case.

A machine hears nothing, nor does an address that failed its proof. Whoever is not proven had the one fixed answer of
that day when their mail came, and hears no more on it (decision 23).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from service.bootstrap import Service
from service.errors import Unreadable
from service.intake.by_mail import mails
from service.mail.authority import Authentication, authentication
from service.mail.kinds.automatic import takes_no_answer
from service.mail.kinds.sift import Disposition, sift
from service.mail.reading.message import InboundMail
from service.reader import FULL, LimitedReader
from service.store import filed, outbox
from service.store.outbox import Sought
from service.store.people import address_digest
from service.telling.notices import notice
from service.telling.occasion import Occasion

KIND = "passed_on"
OF_PEOPLE = (Disposition.NEW, Disposition.REPLY)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Writer:
    """Whoever wrote it; without an address there is nobody to tell."""

    address: str = ""
    proof: Authentication = "none"
    wrote_at: datetime | None = None


NOBODY = Writer()


def writer_of(service: Service, id: str) -> Writer:
    """The writer of a mail that waits, where they may be written to. Its words are shown to nobody by this."""
    with service.sessions.begin() as session:
        standing, ended = filed.standing(session, id), filed.ended(session, id)
        if standing is None or ended is None or standing.disposition != "held":
            return NOBODY
        raw = filed.open_raw(session, service.vault, id)
    try:
        with LimitedReader(FULL) as reader:
            mail = reader.mail(raw)
    except Unreadable:
        return NOBODY
    return written_by(service, mail, ended.arrived_at)


def written_by(service: Service, mail: InboundMail, at: datetime) -> Writer:
    """The writer of this mail, which came then, where they may be written to."""
    proof = authentication(mail, service.receiving_host)
    return Writer(mail.sender or "", proof, at) if _is_a_persons(service, mail, proof) else NOBODY


def _is_a_persons(service: Service, mail: InboundMail, proof: Authentication) -> bool:
    return proof != "fail" and not takes_no_answer(mail) and sift(mail, mails.known(service)) in OF_PEOPLE


def tell(occasion: Occasion, id: str, writer: Writer) -> bool:
    """Once for each mail, and once a day for each address. Whether it was written, and may leave."""
    if not would_tell(occasion, id, writer):
        return False
    notice(occasion, KIND, writer.address, id, {"received": writer.wrote_at})
    return is_told(occasion, id)


def would_tell(occasion: Occasion, id: str, writer: Writer) -> bool:
    """Whether its writer would be told now."""
    known = outbox.state_of(occasion.session, f"{KIND}:{id}")
    return bool(writer.address) and not known and not _heard_today(occasion, writer)


def is_told(occasion: Occasion, id: str) -> bool:
    """Whether its writer was told so, or is about to be."""
    return outbox.state_of(occasion.session, f"{KIND}:{id}") not in ("", "cancelled")


def _heard_today(occasion: Occasion, writer: Writer) -> bool:
    fixed = (KIND,) if writer.proof == "pass" else (KIND, "held_sender")
    sought = Sought(fixed, address_digest(occasion.service.vault, writer.address))
    return outbox.count(occasion.session, sought, occasion.service.clock.real() - A_DAY) > 0
