"""What an agency returned for its summary log: recorded, audited, and answered (ux.md 1.7, E39 and E40).

It came by mail or from a page; both doors end here. The last return that was not taken back stands. The answer says
what was recorded, in numbers: it names nobody. No case is changed by it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from service.escalation.routing import holder
from service.intake.by_clock import watching
from service.intake.by_clock.log_requests import how_many, write
from service.intake.logs.rows import Given, SentRow, asked_for, in_numbers, rows_sent
from service.intake.raising.choices import with_stages
from service.store import audit, logs
from service.store.logs import Request, Return
from service.telling.occasion import Occasion
from service.telling.reply_words import OF_A_RETURN, OF_THE_LOG
from service.telling.summary_log import LogRow, log_of

LOG = "summary_log"
RECEIVED, FAULTY = "log_received", "log_faulty"
SAYS_NIL, SAYS_MORE = "An agency has nothing to log, and we hold cases of its.", "An agency says what its log lacks."
CALLED = {"nil": "A nil return of", "correct": "It says that we hold correctly", "sheet": "It brings"}


@dataclass(frozen=True)
class Returning:
    """Somebody of an agency who answers for its log, the request that is answered, and where the answer came from.

    `take` gives that source its one end, with the sentence of it; it is False where it has had one.
    """

    occasion: Occasion
    request: Request
    holder: str
    source: str
    take: Callable[[str], bool]

    @property
    def log(self) -> str:
        return f"the log of {self.request.agency}"

    @cached_property
    def held(self) -> tuple[LogRow, ...]:
        """The log as we hold it, before this answer."""
        return log_of(self.occasion, self.request.agency, self.request)

    def rows(self, given: Iterable[Given]) -> tuple[SentRow, ...]:
        """What was sent, each row beside ours."""
        choices = with_stages(self.occasion.procedure, self.occasion.day)
        return rows_sent(given, choices, self.request.agency, self.held)

    def keep(self, kind: str, **more: object) -> str:
        """Record it, audited, as the end of its source; the id, empty where that has its end already."""
        occasion = self.occasion
        one = replace(Return(self.request.id, kind, self.holder, self.source, occasion.at), **more)  # type: ignore[arg-type]
        if not self.take(f"{CALLED[kind]} {self.log}."):
            return ""
        id = logs.add(occasion.session, occasion.service.vault, one, self.request.partnership)
        self.note(f"recorded a {kind} return of a log")
        return id

    def note(self, action: str) -> None:
        due = self.request.due_at.isoformat() if self.request.due_at else ""
        audit.record(
            self.occasion.session, self.occasion.service.vault, f"partnership:{self.request.partnership}",
            at=self.occasion.at, actor=self.holder, action=action, object_id=self.request.agency,
            detail={"mail": self.source, "due": due},
        )  # fmt: skip

    def tell(self, kind: str, about: str, **told: object) -> None:
        """To the address on record, whoever wrote."""
        to = holder(self.occasion.directory, self.holder)
        if to and to.email:
            write(self.occasion, kind, to, self.request, told, about)

    def confirm(self, id: str, recorded: str) -> str:
        told = {"recorded": recorded, "undo_until": undo_until(self.occasion, self.occasion.at), **OF_A_RETURN}
        self.tell(RECEIVED, id, **told)
        return recorded


def nil(returning: Returning, said: str = "") -> str:
    """Nothing to log; what was recorded, in words. Where we hold cases of theirs, somebody looks at the difference."""
    held = len(returning.held)
    id = returning.keep("nil", said=said)
    if not id:
        return ""
    _show(returning, SAYS_NIL if held else "")
    differs = f" We hold {how_many(held)} of yours, so the coordinator looks at it." if held else ""
    return returning.confirm(id, f"You say that there is nothing to log.{differs}")


def correct(returning: Returning, said: str = "", beside: str = "") -> str:
    """Our log of theirs is right; what is said `beside` the word is for the coordinator to put right."""
    id = returning.keep("correct", said=said)
    if not id:
        return ""
    _show(returning, SAYS_MORE if beside else "")
    more = " What you wrote beside it goes to the coordinator." if beside else ""
    return returning.confirm(id, f"You say that the log is correct, with {how_many(len(returning.held))}.{more}")


def sheet(returning: Returning, given: Iterable[Given]) -> str:
    """Their own rows. What these lack is asked for by number; all that is sound is theirs from now."""
    held, rows = returning.held, returning.rows(given)
    faulty = tuple(row.number for row in rows if row.lacks)
    answers, as_given = tuple(dict(row.answers) for row in rows), tuple(dict(row.given) for row in rows)
    recorded = compared(rows, held)
    id = returning.keep("sheet", rows=answers, given=as_given, faulty=faulty, recorded=recorded)
    if not id:
        return ""
    if not faulty:
        return returning.confirm(id, recorded)
    asked = [f"Row {number}: {to_do}" for number, (_, _, to_do) in asked_for(rows).items()]
    returning.tell(FAULTY, id, recorded=recorded, questions=asked, held_count=len(faulty), reply_by_mail=True)
    return recorded


def compared(rows: tuple[SentRow, ...], held: tuple[LogRow, ...]) -> str:
    ours = sum(row.held is not None for row in rows)
    sent = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    beginning = f"We held {how_many(len(held))} of yours. Your log has {sent}: {ours} of these we held."
    return f"{beginning} {in_numbers(rows, held)}"


def undo(returning: Returning) -> str:
    """Take their last return back, within a working day; a reason where that is a coordinator's to do."""
    occasion, vault = returning.occasion, returning.occasion.service.vault
    last = logs.standing(occasion.session, vault, returning.request, returning.holder)
    if last is None or occasion.at > undo_until(occasion, last.at):
        return "It wants to take back what was returned for an agency's log, and it is too late, or there is nothing."
    if returning.take(f"What was returned for {returning.log} is taken back."):
        logs.undo(occasion.session, last.id, occasion.at)
        returning.note(f"took back a {last.kind} return of a log")
        returning.tell(RECEIVED, f"{last.id}-undone", recorded="What you returned is taken back.", **OF_THE_LOG)
    return ""


def undo_until(occasion: Occasion, at: datetime) -> datetime:
    """The same time of day, one working day on, as with every act by mail (decision 20)."""
    return occasion.calendar.same_time_after(at, 1)


def _show(returning: Returning, why: str) -> None:
    """The coordinators are told of what a person has to look at."""
    if why:
        watching.tell(returning.occasion, why, returning.source, risk=False)
