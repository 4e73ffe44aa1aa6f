"""Whose mail is read first where much waits: that of people we have written to about a case, or who are listed (F25).

It is an order and no more. Anybody can write any name into From; all that waits is read, by the same rules (T77).
"""

import re

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.mail.reading import limits
from service.store import directory, inbox, outbox
from service.store.inbox import Arrival
from service.store.people import address_digest

FROM = re.compile(rb"from\s*:", re.I)
ADDRESS = re.compile(rb"[\w.+'-]{1,64}@[\w.-]{1,255}")


def of_people_we_know(service: Service, batch: list[Arrival]) -> list[str]:
    """The ids of the mails in `batch`, all of them kept, that go first."""
    with service.sessions.begin() as session:
        known = [one for one in batch if any(_is_known(service, session, each) for each in _shown_senders(one.raw))]
        return [id for one in known if (id := inbox.id_of(session, service.vault, one))]


def _shown_senders(raw: bytes) -> list[str]:
    """The addresses in its first From line, as far as a glance tells: nothing is taken apart here."""
    lines = (line for line in limits.header_lines(limits.head_of(raw)) if FROM.match(line))
    return [one.decode("ascii", "replace").lower() for one in ADDRESS.findall(next(lines, b"")[: limits.HEADER])]


def _is_known(service: Service, session: Session, address: str) -> bool:
    listed = any(directory.holders_at(session, key, address) for key in service.partnerships)
    return listed or outbox.has_written_to(session, address_digest(service.vault, address))
