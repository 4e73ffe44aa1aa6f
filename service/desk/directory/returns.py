"""The agencies' logs at the desk: who has sent theirs, who is asked, and one that is opened (ux.md, C21 and C22)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from forms import SummaryLogForm
from service.bootstrap import Service
from service.desk.looking.looking import Look, look
from service.escalation.calendar import at_close, local_day
from service.escalation.clocks import long_day
from service.escalation.routing import ListedAgency, holder
from service.intake.by_clock import log_requests
from service.intake.logs import opening
from service.intake.raising.choices import with_stages
from service.seam.access import Signed
from service.seam.desk_acts import Done, Option
from service.seam.desk_mails import File
from service.seam.desk_returns import AgencyLog, AskPage, ReturnRow, ReturnsPage
from service.store.logs import Request
from service.telling.log_sheet import SHEETS
from service.telling.occasion import Occasion
from service.telling.quarter import Quarter
from service.telling.returns import AskedFor, asked_for
from service.telling.summary_log import COLUMNS, keepers_of

UNASKED = "unasked"
LOOKED = "looked at the quarterly returns"
SAYS = {"nil": "It says that there is nothing to log.", "correct": "It says that the log is right as we hold it."}


@dataclass(frozen=True)
class ReturnsOf:
    """The door of these pages."""

    service: Service

    def page(self, who: Signed, quarter: str) -> ReturnsPage:
        with look(self.service, who) as seen:
            seen.note(LOOKED)
            occasion = seen.occasion
            each = asked_for(occasion)
            quarters = _quarters(each)
            chosen = quarter if quarter in quarters else next(iter(quarters), "")
            options = tuple(Option(key, words) for key, words in quarters.items())
            own = [one for one in each if key_of(one.quarter) == chosen]
            return ReturnsPage(chosen, options, tuple(_rows(occasion, own)))

    def ask_page(self, who: Signed) -> AskPage:
        with look(self.service, who) as seen:
            seen.note(LOOKED)
            occasion = seen.occasion
            known = [(agency, _keepers(occasion, agency)) for agency in occasion.directory.agencies]
            found = tuple(Option(one.id, one.name, f"To the {keepers}") for one, keepers in known if keepers)
            days = [local_day(one.request.due_at) for one in asked_for(occasion) if one.request.due_at]
            return AskPage(found, occasion.day, max((day for day in days if day > occasion.day), default=None))

    def ask(self, who: Signed, agencies: Sequence[str], until: date, say: str, once: str) -> Done:
        with look(self.service, who) as seen:
            occasion = seen.occasion
            for agency in occasion.directory.agencies:
                if agency.id in agencies:
                    log_requests.ask(occasion, who.holder, agency.name, at_close(until), say, once)
        self.service.bell.ring()
        return Done()

    def log_of(self, who: Signed, key: str, quarter: str) -> AgencyLog | None:
        with look(self.service, who) as seen:
            found = _found(seen.occasion, key, quarter)
            if found is None:
                return None
            seen.note(LOOKED)
            return found[0]

    def open_log(self, who: Signed, key: str, quarter: str, why: str) -> AgencyLog | None:
        with look(self.service, who) as seen:
            occasion = seen.occasion
            found = _found(occasion, key, quarter)
            return _opened(seen, occasion, *found, why) if found else None

    def sheet(self, who: Signed, key: str, quarter: str, why: str, kind: str) -> File | None:
        found = self.open_log(who, key, quarter, why)
        if found is None or kind not in SHEETS:
            return None
        with look(self.service, who) as seen:
            choices = with_stages(seen.occasion.procedure, seen.occasion.day)
        period = found.period.replace(" ", "-").lower()
        return File(f"log-{period}.{kind}", SHEETS[kind](choices, found.rows))


def key_of(quarter: Quarter | None) -> str:
    """What stands for a quarter in addresses: its first day."""
    return quarter.first.isoformat() if quarter else UNASKED


def _quarters(each: Sequence[AskedFor]) -> dict[str, str]:
    """The quarters in words by their keys, the newest first; what came unasked last."""
    asked = {one.quarter.first: one.quarter for one in each if one.quarter}
    found = {key_of(asked[first]): asked[first].whole for first in sorted(asked, reverse=True)}
    return found | ({UNASKED: "Sent without being asked"} if any(one.quarter is None for one in each) else {})


def _rows(occasion: Occasion, own: Sequence[AskedFor]) -> Iterator[ReturnRow]:
    """An agency to a row: those that have not sent theirs first, then those that have, then those not asked."""
    last = {one.request.agency.casefold(): one for one in own}
    listed = {agency.name.casefold(): agency for agency in occasion.directory.agencies}
    found = [_row(occasion, one, listed.get(name)) for name, one in last.items()]
    order = ("late", "waits", "sheet", "correct", "nil")
    yield from sorted(found, key=lambda row: (order.index(row.standing), row.agency.casefold()))
    for name, agency in sorted(listed.items()):
        if name not in last and _keepers(occasion, agency):
            yield ReturnRow(agency.id, agency.name, "not asked")


def _row(occasion: Occasion, one: AskedFor, listed: ListedAgency | None) -> ReturnRow:
    due, came = one.request.due_at, one.stands
    row = ReturnRow(listed.id if listed else "", one.request.agency, "waits", due)
    if came is None:
        return replace(row, standing="late" if due and due < occasion.at else "waits")
    who = holder(occasion.directory, came.holder)
    return replace(
        row, standing=came.kind, came=came.at, by=f"{who.post}" if who else "", rows=len(came.rows),
        faulty=len(came.faulty), changes=came.recorded or SAYS.get(came.kind, ""),
    )  # fmt: skip


def _keepers(occasion: Occasion, agency: ListedAgency) -> str:
    """Who is written to at that agency, by their posts."""
    return " and the ".join(dict.fromkeys(one.post for one in keepers_of(occasion, agency.name)))


def _found(occasion: Occasion, key: str, quarter: str) -> tuple[AgencyLog, Request | None] | None:
    """Whose log that is, and the request that says of which quarter; None for no agency of the directory."""
    agency = next((one for one in occasion.directory.agencies if one.id == key), None)
    if agency is None:
        return None
    of_it = [one for one in asked_for(occasion) if one.quarter and key_of(one.quarter) == quarter]
    own = [one.request for one in of_it if one.request.agency.casefold() == agency.name.casefold()]
    others = [replace(one.request, id="", agency=agency.name) for one in of_it]  # it was not asked, but others were
    asked = next(reversed(own or others), None)
    words = of_it[-1].quarter.whole if of_it and of_it[-1].quarter else f"until {long_day(occasion.day)}"
    form = SummaryLogForm.asking(with_stages(occasion.procedure, occasion.day))
    titles = {column: form[column].called for column in COLUMNS}
    return AgencyLog(key, agency.name, quarter if asked else "", words, titles, ()), asked


def _opened(seen: Look, occasion: Occasion, log: AgencyLog, asked: Request | None, why: str) -> AgencyLog:
    """With its rows, but for those of cases that whoever looks may not see."""
    rows = opening.opened(occasion, seen.who.holder, log.agency, why, asked)
    theirs = set(seen.may_see_all_of(row.reference for row in rows if row.reference))
    shown = [row.values for row in rows if not row.reference or row.reference in theirs]
    return replace(log, rows=tuple(shown), left_out=len(rows) - len(shown))
