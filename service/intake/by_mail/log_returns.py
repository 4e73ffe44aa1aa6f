"""What an agency returned for its summary log: recorded, audited, and answered (ux.md 1.7, E39 and E40).

The last return that was not taken back stands. The answer says what was recorded, in numbers: it names nobody.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from service.escalation.routing import holder
from service.intake.by_clock import watching
from service.intake.by_clock.log_requests import how_many, write
from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.mailed_form import MailedForm
from service.mail.replies.reply import Answer
from service.store import audit, logs
from service.store.logs import Request, Return
from service.telling.occasion import Occasion
from service.telling.reply_words import OF_A_RETURN, OF_THE_LOG
from service.telling.summary_log import case_of, log_of

RECEIVED, FAULTY = "log_received", "log_faulty"
SAYS_NIL, SAYS_MORE = "An agency has nothing to log, and we hold cases of its.", "An agency says what its log lacks."
CALLED = {"nil": "A nil return of", "correct": "It says that we hold correctly", "sheet": "It brings"}


@dataclass(frozen=True)
class Returning:
    """Somebody of an agency who answers for its log, and the request that is answered."""

    inbound: Inbound
    occasion: Occasion
    request: Request
    holder: str

    @property
    def log(self) -> str:
        return f"the log of {self.request.agency}"

    @property
    def held(self) -> int:
        """How many cases of that agency there are here."""
        return len(log_of(self.occasion, self.request.agency))

    def keep(self, kind: str, **more: object) -> str:
        """Record it, audited, as the end of its mail; the id, empty where the mail has its end already."""
        occasion, inbound = self.occasion, self.inbound
        one = replace(Return(self.request.id, kind, self.holder, inbound.kept.id, occasion.at), **more)  # type: ignore[arg-type]
        if not inbound.end(occasion.session, "note_added", f"{CALLED[kind]} {self.log}."):
            return ""
        id = logs.add(occasion.session, occasion.service.vault, one, self.request.partnership)
        self.note(f"recorded a {kind} return of a log")
        return id

    def note(self, action: str) -> None:
        due = self.request.due_at.isoformat() if self.request.due_at else ""
        audit.record(
            self.occasion.session, self.occasion.service.vault, f"partnership:{self.request.partnership}",
            at=self.occasion.at, actor=self.holder, action=action, object_id=self.request.agency,
            detail={"mail": self.inbound.kept.id, "due": due},
        )  # fmt: skip

    def tell(self, kind: str, about: str, **told: object) -> None:
        """To the address on record, whoever wrote."""
        to = holder(self.occasion.directory, self.holder)
        if to and to.email:
            write(self.occasion, kind, (to.id, to.email), self.request, told, about)

    def confirm(self, id: str, recorded: str) -> None:
        told = {"recorded": recorded, "undo_until": undo_until(self.occasion, self.occasion.at), **OF_A_RETURN}
        self.tell(RECEIVED, id, **told)


def nil(returning: Returning, said: Answer) -> None:
    """Nothing to log. Where we hold cases of theirs, somebody looks at the difference."""
    held = returning.held
    id = returning.keep("nil", said=said.said)
    if id:
        differs = f" We hold {how_many(held)} of yours, so the coordinator looks at it." if held else ""
        returning.confirm(id, f"You say that there is nothing to log.{differs}")
        _show(returning, SAYS_NIL if held else "")


def correct(returning: Returning, said: Answer) -> None:
    """Our log of theirs is right; what is said beside the word is for the coordinator to put right."""
    id = returning.keep("correct", said=said.said)
    if id:
        more = " What you wrote beside it goes to the coordinator." if said.reason else ""
        returning.confirm(id, f"You say that the log is correct, with {how_many(returning.held)}.{more}")
        _show(returning, SAYS_MORE if said.reason else "")


def sheet(returning: Returning, form: MailedForm) -> None:
    """Their own rows. Those that lack something are asked for by number; all that is sound is theirs from now."""
    before = log_of(returning.occasion, returning.request.agency)
    rows = rows_of(form, returning.request.agency)
    faulty = tuple(number for number, row in enumerate(rows, 1) if row.asked)
    answers = tuple(dict(row.answers) for row in rows)
    id = returning.keep("sheet", rows=answers, given=tuple(dict(row.given) for row in rows), faulty=faulty)
    if not id:
        return
    ours = sum(case_of(row, before) is not None for row in answers)
    recorded = f"We held {how_many(len(before))} of yours. Your log has {_rows(len(rows))}: {ours} of these we held."
    if faulty:
        asked = [f"Row {number}, {question}" for number in faulty for question in rows[number - 1].questions]
        returning.tell(FAULTY, id, recorded=recorded, questions=asked, held_count=len(faulty), reply_by_mail=True)
    else:
        returning.confirm(id, recorded)


def rows_of(form: MailedForm, agency: str) -> tuple[MailedForm, ...]:
    """Each row as a form of its own; one that names no agency is that of the agency that sent it."""
    rows = (replace(form, given=given, more=()) for given in (form.given, *form.more))
    return tuple(row if row.given.get("agency") else row.with_more({"agency": agency}) for row in rows)


def undo(returning: Returning, said: Answer) -> str:
    """Take their last return back, within a working day; a reason where that is a coordinator's to do."""
    occasion, vault = returning.occasion, returning.occasion.service.vault
    last = logs.standing(occasion.session, vault, returning.request, returning.holder)
    if last is None or occasion.at > undo_until(occasion, last.at):
        return "It wants to take back what was returned for an agency's log, and it is too late, or there is nothing."
    if returning.inbound.end(occasion.session, "note_added", f"What was returned for {returning.log} is taken back."):
        logs.undo(occasion.session, last.id, occasion.at)
        returning.note(f"took back a {last.kind} return of a log")
        returning.tell(RECEIVED, f"{last.id}-undone", recorded="What you returned is taken back.", **OF_THE_LOG)
    return ""


def undo_until(occasion: Occasion, at: datetime) -> datetime:
    """The same time of day, one working day on, as with every act by mail (decision 20)."""
    return occasion.calendar.same_time_after(at, 1)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


def _show(returning: Returning, why: str) -> None:
    """The coordinators are told of what a person has to look at."""
    if why:
        watching.tell(returning.occasion, why, returning.inbound.kept.id, risk=False)
