"""An agency's escalation summary log: a row a case, filled from what the service already holds.

The columns are those of the published form (forms.summary_log). An agency has the cases that it is party to, and no
others; what it words otherwise for its log, it says in a paper of its own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from forms import SummaryLogForm
from service.bootstrap import stored_procedure
from service.escalation.calendar import LONDON, local_day
from service.escalation.case import ORIGINATING, Agency, Case, State
from service.escalation.procedure import FormUse
from service.escalation.routing import Asking, Holder, find, role_of
from service.store import cases, directory, logs, papers, people
from service.store.logs import Request
from service.store.papers import Paper
from service.telling.errand import Errand
from service.telling.occasion import Occasion
from service.telling.quarter import quarter_of
from service.telling.recipients import by_id

COLUMNS = tuple(key for part in SummaryLogForm.parts for key in part.keys)
STILL_OPEN = "Still open"
NOT_CASES = (State.MERGED, State.REFUSED)  # the one that goes on stands for it; it never was one


@dataclass(frozen=True)
class LogRow:
    """One case in one agency's log: a value for each column, empty where nothing is known. It names the child."""

    reference: str
    agency: str
    values: Mapping[str, str] = field(repr=False)


def rows_of(errand: Errand) -> Iterator[LogRow]:
    """The case as each of its agencies logs it: the raiser's alone, until it has gone on from there; what is between
    two colleagues alone is told to nobody else of their agency."""
    if _is_of_the_two_alone(errand.case):
        return
    written = papers.of_case(errand.session, errand.service.vault, errand.case_id)
    for agency in errand.case.agencies if errand.case.visits else (errand.case.originating,):
        row = _Row(errand, agency, tuple(written))
        yield LogRow(errand.case.reference, agency.name, row.values())


def _is_of_the_two_alone(case: Case) -> bool:
    """Whether it is between two colleagues, and has come to nobody else of their agency."""
    return case.between_two and all(case.procedure.stage(one.stage).is_the_practitioners for one in case.visits)


def log_of(occasion: Occasion, agency: str, asked: Request | None = None) -> tuple[LogRow, ...]:
    """An agency's log: a row for each of its cases, in the words that it returned last; then rows of its own.

    As it was asked for: its cases of that quarter, and what it returned to that request.
    """
    session, vault = occasion.session, occasion.service.vault
    held = []
    for listed in _of_the_quarter(occasion, asked):
        case = cases.load(session, listed.id, stored_procedure)
        errand = Errand(occasion.service, session, listed.id, case, case.moments["receipt"])
        held += [row for row in rows_of(errand) if row.agency.casefold() == agency.casefold()]
    returned = logs.last_sheet(session, vault, occasion.partnership, agency)
    rows = as_returned(tuple(held), returned.rows if returned else ())
    is_theirs = asked is None or (returned is not None and returned.request_id == asked.id)
    return rows if is_theirs else tuple(row for row in rows if row.reference)


def _of_the_quarter(occasion: Occasion, asked: Request | None) -> Iterator[cases.Listed]:
    quarter = quarter_of(asked.due_at) if asked and asked.due_at else None
    acts = cases.latest(occasion.session, occasion.partnership) if quarter else {}
    for one in cases.listed(occasion.session, occasion.partnership):
        if one.state in NOT_CASES:
            continue
        ended = None if one.state == State.OPEN.value else max(acts.get(one.id, {}).values(), default=None)
        if quarter is None or quarter.has(one.opened_at, ended):
            yield one


def as_returned(held: tuple[LogRow, ...], returned: tuple[Mapping[str, str], ...]) -> tuple[LogRow, ...]:
    """The rows that we hold with the agency's own words where it has some, and those that only the agency has."""
    theirs = {case_of(row, held): row for row in returned}
    known = tuple(replace(row, values=_in_their_words(row.values, theirs.get(row.reference, {}))) for row in held)
    apart = (row for row in returned if case_of(row, held) is None)
    return known + tuple(LogRow("", row.get("agency", ""), dict.fromkeys(COLUMNS, "") | dict(row)) for row in apart)


def case_of(row: Mapping[str, str], held: tuple[LogRow, ...]) -> str | None:
    """The reference of the case that a returned row is about: by its number, else by the child; None: none of ours."""
    ours, number, child = (row.get(key, "").casefold() for key in ("reference", "own_number", "child_name"))
    for one in held:
        if ours and ours == one.reference.casefold():
            return one.reference
        if number and number in (one.values["own_number"].casefold(), one.reference.casefold()):
            return one.reference
    same = [one.reference for one in held if child and child == one.values["child_name"].casefold()]
    return same[0] if len(same) == 1 else None


def _in_their_words(values: Mapping[str, str], theirs: Mapping[str, str]) -> Mapping[str, str]:
    """What an agency words for itself counts as it says it; of the rest, what we do not know."""
    return {key: (theirs.get(key) or said) if key in IN_OWN_WORDS else (said or theirs.get(key, ""))
            for key, said in values.items()}  # fmt: skip


IN_OWN_WORDS = frozenset({"own_number", "summary", "actions"})


def keepers_of(occasion: Occasion, agency: str, step: int = 0) -> tuple[Holder, ...]:
    """Whoever keeps that agency's log: the last role that fills it in, by the procedure; at step 1, the deputy."""
    form = next((form for form in occasion.procedure.forms if form.uses == "summary_log"), None)
    listed = directory.agency_named(occasion.directory, agency)
    if form is None or listed is None or not form.filled:
        return ()
    role = role_of(occasion.procedure, list(form.filled.values())[-1][-1])
    own = Agency("", listed.id, listed.name, listed.kind)
    return find(occasion.directory, role, own, Asking(occasion.day, step=step)).holders


@dataclass(frozen=True)
class _Row:
    errand: Errand
    agency: Agency
    written: tuple[Paper, ...]

    def values(self) -> dict[str, str]:
        said, own = self._said, self._own_words
        return {
            "agency": self.agency.name,
            "own_number": own.get("own_number") or said.get(OWN_NUMBER[self.agency.slot == ORIGINATING], "")
            or self.errand.case.reference,
            "child_name": ", ".join(one.name for one in self.errand.subjects),
            "child_born": ", ".join(filter(None, (one.born for one in self.errand.subjects))),
            "age": ", ".join(filter(None, map(self._age, self.errand.subjects))),
            "board": self.errand.partnership.name,
            "escalated": self._escalated(),
            "concern": self.errand.case.procedure.types.get(said.get("type", ""), said.get("type_other", "")),
            "level_of_need": said.get("level_of_need", ""),
            "summary": own.get("summary") or own.get("said") or said.get("decision", ""),
            "actions": own.get("actions") or "\n".join(self._actions()),
            "outcome": self._outcome(),
            "stage": self.errand.case.furthest_stage,
            "completed_by": "; ".join(self._completed()),
            "reference": self.errand.case.reference,
        }

    @property
    def _said(self) -> Mapping[str, str]:
        return next((paper.says for paper in self.written if paper.kind == "notification"), {})

    @property
    def _own_words(self) -> Mapping[str, str]:
        """What the agency says of the case for its log alone; the last words count."""
        own = (paper.says for paper in self.written if paper.kind == "log" and paper.slot == self.agency.slot)
        return {key: value for says in own for key, value in says.items() if value}

    def _age(self, subject: people.Subject) -> str:
        """In years when the concern arose; nothing for an unborn baby, or where no date of birth is known."""
        if not subject.born:
            return ""
        born, on = date.fromisoformat(subject.born), local_day(self.errand.case.moments["concern"])
        return str(on.year - born.year - ((on.month, on.day) < (born.month, born.day)))

    def _escalated(self) -> str:
        raiser = self.errand.person(people.ORIGINATOR)
        day = local_day(self.errand.case.moments["receipt"])
        return f"{day.isoformat()}; {raiser.post}, {raiser.agency}" if raiser else day.isoformat()

    def _actions(self) -> Iterator[str]:
        for paper in self.written:
            if paper.kind == "action":
                what = paper.says.get("what") or paper.says.get("said", "")
                when = paper.at.astimezone(LONDON).date().isoformat() if paper.at else ""
                by = ", ".join(filter(None, (paper.says.get("who", ""), paper.says.get("by", ""))))
                yield f"{when}: {what} ({by})" if by else f"{when}: {what}"

    def _outcome(self) -> str:
        case = self.errand.case
        return STILL_OPEN if case.is_open else case.outcome or case.state.value

    def _completed(self) -> Iterator[str]:
        """Who wrote up the parts that the procedure gives to somebody: "stage 1: Team Manager"."""
        for part in self._form.filled if self._form else ():
            stage = part.partition("stage ")[2]
            wrote = [p for p in self.written if (p.kind, p.stage, p.slot) == ("outcome", stage, self.agency.slot)]
            holder = next(iter(by_id(self.errand, wrote[-1].author).holders), None) if wrote else None
            if holder:
                yield f"{part}: {holder.post}"

    @property
    def _form(self) -> FormUse | None:
        return next((form for form in self.errand.case.procedure.forms if form.uses == "summary_log"), None)


OWN_NUMBER = {True: "your_reference", False: "their_reference"}
