"""Somebody looks: who, when, at which partnership's cases; and what they see is audited before they see it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from sqlalchemy.orm import Session

from service.bootstrap import Service, stored_procedure
from service.errors import NoSuchCase
from service.escalation.calendar import Calendar
from service.escalation.case import Case
from service.escalation.restricting import may_see
from service.seam.access import Signed
from service.store import audit, cases, past
from service.store.past import Finished
from service.telling.errand import Errand
from service.telling.occasion import Occasion


@dataclass(frozen=True)
class Look:
    """One look at the desk, in one transaction. `at` is business time."""

    service: Service
    session: Session
    who: Signed
    at: datetime

    @property
    def partnership(self) -> str:
        return self.who.partnership

    @property
    def occasion(self) -> Occasion:
        return Occasion(self.service, self.session, self.partnership, self.at)

    @property
    def calendar(self) -> Calendar:
        return self.occasion.calendar

    def each(self) -> Iterator[tuple[str, Errand]]:
        """The unfinished cases of the partnership that they may see, by id, the oldest first."""
        for id, errand in self._unfinished.items():
            if self._may_see(errand):
                yield id, errand

    def finished(self) -> Iterator[tuple[Finished, bool]]:
        """Those that are finished, by their rows alone, and whether they may see them; the oldest first."""
        for one in past.finished(self.session, self.partnership):
            yield one, not one.restricted or self.may_see_case(one.id)

    def withheld(self) -> Iterator[Errand]:
        """The unfinished cases that are restricted to others."""
        for errand in self._unfinished.values():
            if not self._may_see(errand):
                yield errand

    @cached_property
    def _unfinished(self) -> dict[str, Errand]:
        """Read once for each look, with one directory: a desk may have hundreds."""
        found = cases.unfinished(self.session, self.partnership, stored_procedure)
        return {id: self._errand(id, case) for id, case in found.items()}

    def _errand(self, id: str, case: Case) -> Errand:
        return Errand(self.service, self.session, id, case, self.at, self.who.holder)

    def may_see_case(self, id: str) -> bool:
        return self._may_see(self._errand(id, cases.seen(self.session, id, stored_procedure)))

    def _may_see(self, errand: Errand) -> bool:
        case = errand.case
        return not case.beside.restricted_to or may_see(case, errand.directory, errand.day, self.who.holder)

    def may_see_all_of(self, references: Iterable[str]) -> tuple[str, ...]:
        """Those of these references whose cases they may see."""
        return tuple(reference for reference in references if self.find(reference))

    def find(self, reference: str) -> Errand | None:
        """The case; None where this partnership has none of that reference, or it is restricted to others."""
        try:
            case_id = cases.id_of(self.session, reference)
        except NoSuchCase:
            return None
        return self.of_id(case_id)

    def of_id(self, id: str) -> Errand | None:
        """The same, by the id that a case is stored under."""
        case = cases.seen(self.session, id, stored_procedure)
        if case.partnership != self.partnership:
            return None
        errand = self._errand(id, case)
        return errand if self._may_see(errand) else None

    def note(self, action: str, case_id: str = "") -> None:
        """Audited, in the chain of that case or of the partnership."""
        chain = f"case:{case_id}" if case_id else f"partnership:{self.partnership}"
        audit.record(self.session, self.service.vault, chain, at=self.at, actor=self.who.holder, action=action)


@contextmanager
def look(service: Service, who: Signed) -> Iterator[Look]:
    at = service.clock.now()
    with service.sessions.begin() as session:
        yield Look(service, session, who, at)
