"""All that the desk's pages ask of the directory (service.seam.desk_directory.DirectoryDesk says what each promises).

What is done goes in by `intake.directories`, as from the command line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service import listing
from service.bootstrap import Service
from service.desk.directory import absences, agencies, officers, wanted
from service.desk.directory.agencies import Shelf
from service.desk.looking.looking import look
from service.errors import Conflict, DirectoryError
from service.escalation.routing import ListedAgency
from service.intake import directories
from service.intake.directories import TEAM, Keeper
from service.intake.entries import correcting
from service.listing import Line, what_changes
from service.seam.access import Action, Signed, may
from service.seam.desk_acts import Changed, Done, Option
from service.seam.desk_directory import (
    Absent,
    AgencyPage,
    AgencyRow,
    Importing,
    OfficerPage,
    Person,
    SuggestedAbsence,
    WantedChange,
)
from service.store import directory

LOOKED = "looked at the directory"


@dataclass(frozen=True)
class DirectoryOf:
    """The door of the directory's pages."""

    service: Service

    def agencies(self, who: Signed) -> tuple[AgencyRow, ...]:
        with look(self.service, who) as seen:
            seen.note(LOOKED)
            return agencies.rows(Shelf(seen))

    def sectors(self, who: Signed) -> tuple[Option, ...]:
        kinds = self.service.procedure_of(who.partnership).kinds
        return tuple(Option(key, words) for key, words in kinds.items())

    def agency(self, who: Signed, key: str) -> AgencyPage | None:
        with look(self.service, who) as seen:
            shelf = Shelf(seen)
            if key not in shelf.agencies:
                return None
            seen.note(LOOKED)
            return agencies.page_of(shelf, key, may(who, Action.DIRECTORY, who.partnership))

    def checked(self, who: Signed, key: str) -> Done | None:
        name = self._name_of(who, key)
        if not name:
            return None
        directories.check(self.service, self._keeper(who), name)
        return Done()

    def change_agency(
        self, who: Signed, key: str, name: str, levels: Mapping[str, str], seen: str
    ) -> Done | Changed | None:
        now = self._name_of(who, key)
        if not now:
            return None
        try:
            directories.change_agency(self.service, self._keeper(who), now, name, levels, seen)
        except Conflict:
            return Changed()
        return Done()

    def officer(self, who: Signed, id: str) -> OfficerPage | None:
        with look(self.service, who) as seen:
            shelf = Shelf(seen)
            if id not in shelf.lines:
                return None
            seen.note(LOOKED)
            return officers.page_of(shelf, id)

    def another(self, who: Signed, key: str) -> OfficerPage | None:
        with look(self.service, who) as seen:
            shelf = Shelf(seen)
            if key not in shelf.agencies:
                return None
            seen.note(LOOKED)
            return officers.another(shelf, key)

    def put(self, who: Signed, page: OfficerPage, values: Mapping[str, str], seen: str) -> Done | Changed:
        line = Line(0, {**page.values, **values})
        try:
            directories.put_officer(self.service, self._keeper(who), page.id, line, seen)
        except Conflict:
            return Changed()
        return Done()

    def first_of(self, who: Signed, agency: str, sector: str, domains: str) -> OfficerPage | None:
        with look(self.service, who) as seen:
            shelf = Shelf(seen)
            if directory.agency_named(seen.occasion.directory, agency) or agency == shelf.agencies[TEAM].name:
                return None
            return officers.of_agency(shelf, ListedAgency("", agency, sector, tuple(domains.split())))

    def take_off(self, who: Signed, id: str, seen: str) -> Done | Changed:
        try:
            directories.take_off(self.service, self._keeper(who), id, seen)
        except Conflict:
            return Changed()
        return Done()

    def export(self, who: Signed) -> str:
        with look(self.service, who) as seen:
            seen.note("exported the directory")
            return listing.text(Shelf(seen).lines.values())

    def foresee(self, who: Signed, raw: bytes) -> Importing:
        try:
            text = listing.text_of(raw)
            found = directories.foresee(self.service, who.partnership, text)
        except DirectoryError as fault:
            return Importing(faults=tuple(str(fault).splitlines()))
        differs = found.differing
        return Importing(
            added=tuple(map(officers.in_words, differs.added)),
            changed=tuple((officers.in_words(old), what_changes(old.values, new.values))
                          for old, new in differs.changed),
            gone=tuple(map(officers.in_words, differs.gone)), warnings=found.warnings, seen=found.seen, text=text,
        )  # fmt: skip

    def load(self, who: Signed, text: str, seen: str) -> Done | Changed:
        try:
            directories.load(self.service, self._keeper(who), text, seen)
        except Conflict:
            return Changed()
        return Done()

    def away(self, who: Signed) -> tuple[Absent, ...]:
        with look(self.service, who) as seen:
            seen.note("looked at who is away")
            return absences.of(Shelf(seen))

    def suggested(self, who: Signed) -> tuple[SuggestedAbsence, ...]:
        with look(self.service, who) as seen:
            return absences.suggested(Shelf(seen))

    def leave_suggestion(self, who: Signed, id: str) -> Done | None:
        with look(self.service, who) as seen:
            if id not in Shelf(seen).lines:
                return None
        directories.leave_suggestion(self.service, self._keeper(who), id)
        return Done()

    def wanted(self, who: Signed) -> tuple[WantedChange, ...]:
        with look(self.service, who) as seen:
            seen.note("looked at the changes that officers ask for")
            return wanted.of(Shelf(seen))

    def make_change(self, who: Signed, id: str, seen: str) -> Done | Changed | None:
        try:
            return Done() if correcting.take(self.service, self._keeper(who), id, seen) else None
        except Conflict:
            return Changed()

    def leave_change(self, who: Signed, id: str) -> Done | None:
        return Done() if correcting.leave(self.service, self._keeper(who), id) else None

    def people(self, who: Signed, words: str) -> tuple[Person, ...]:
        with look(self.service, who) as seen:
            return absences.people(Shelf(seen), words)

    def person(self, who: Signed, id: str) -> Absent | None:
        with look(self.service, who) as seen:
            shelf = Shelf(seen)
            if id not in shelf.lines:
                return None
            seen.note("looked at who is away")
            return absences.absence_of(shelf, [id])

    def set_away(self, who: Signed, id: str, first: date | None, last: date | None, seen: str) -> Done | Changed | None:
        with look(self.service, who) as looked:
            if id not in Shelf(looked).lines:
                return None
        try:
            directories.note_away(self.service, self._keeper(who), id, first, last, seen)
        except Conflict:
            return Changed()
        return Done()

    def _keeper(self, who: Signed) -> Keeper:
        return Keeper(who.partnership, who.holder, at_the_desk=True, coordinates=may(who, Action.ACT, who.partnership))

    def _name_of(self, who: Signed, key: str) -> str:
        """The name of the agency of that key; empty where there is none."""
        with look(self.service, who) as seen:
            found = Shelf(seen).agencies.get(key)
            return found.name if found else ""
