"""What carrying out an effect needs to know: the case, its people, the directory, the day. Looked up once."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.escalation.calendar import local_day
from service.escalation.case import Case
from service.escalation.routing import Directory
from service.seam.pages import Partnership
from service.store import addresses, cases, directory, outbox, people
from service.store.people import MERGED, Person, Subject


@dataclass(frozen=True)
class Errand:
    """One event's effects on their way out. `at` is business time."""

    service: Service
    session: Session
    case_id: str
    case: Case
    at: datetime
    actor: str = ""

    @property
    def day(self) -> date:
        return local_day(self.at)

    @property
    def partnership(self) -> Partnership:
        return self.service.partnerships[self.case.partnership]

    @cached_property
    def directory(self) -> Directory:
        return directory.read(self.session, self.case.partnership)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Its own, then those of the cases that were merged into it, who speak for the same agency here."""
        own = people.of_case(self.session, self.service.vault, self.case_id)
        ids = cases.merged_into(self.session, self.case.reference)
        came = [one for id in ids for one in people.of_case(self.session, self.service.vault, id)]
        return (*own, *(replace(one, role=MERGED, slot=self._slot_at(one.agency)) for one in came))

    def _slot_at(self, agency: str) -> str:
        return next((one.slot for one in self.case.agencies if one.name == agency), "")

    @cached_property
    def subjects(self) -> tuple[Subject, ...]:
        return tuple(people.subjects_of(self.session, self.service.vault, self.case_id))

    @cached_property
    def written_to(self) -> tuple[str, ...]:
        """Everyone who has had a mail of this case, by holder id, the first first."""
        return tuple(dict.fromkeys(sent.recipient for sent in outbox.of_case(self.session, self.case_id)))

    @cached_property
    def unreachable(self) -> frozenset[str]:
        """Holders whose mail of this case came back, or whose address is known to be none."""
        sent = outbox.of_case(self.session, self.case_id)
        here = frozenset(one.recipient for one in sent if one.bounced_at or one.state == "failed")
        return here | addresses.unreachable(self.session, self.service.vault, self.directory)

    def person(self, role: str, slot: str = "") -> Person | None:
        return next((p for p in self.people if p.role == role and slot in ("", p.slot)), None)
