"""The only way out: a mail is a row before it is a mail, and leaves at least once.

    queued -> leased -> sent       accepted; a delivery failure reported later is noted beside it
                     -> retry      refused for now, or cut before the last dot: later and later, for as long as it takes
                     -> failed     refused for good; whoever calls `mark` tells a person in the same transaction
                     -> unknown    cut after the last dot, or the lease ran out: it may have left. Repeated with the
                                   same Message-ID once for each of `repeats`, then failed
    queued, retry, unknown -> cancelled     its case or its reader no longer calls for it
    leased                 -> cancelled     instead of any end but sent, where it was held back meanwhile

An outcome counts only from the claim that is the last one (the fence): what a worker says after its lease ran out
changes nothing. A round of sending begins with `lapse`.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from service.errors import Unsealable
from service.store.ids import new_id
from service.store.letters import Claimed, Lapsed, Letter, Outcome, Progress, Sent, Unsent
from service.store.people import address_digest
from service.store.settling import BACK_OFF, FOR_A_PERSON, HELD_BACK, step_after
from service.store.tables import OutboxAttemptRow, OutboxRow
from service.store.tables.base import write_once
from service.store.vault import Vault

__all__ = ["Claimed", "Letter", "Outcome", "Progress", "Sent"]

WAITING = ("queued", "retry", "unknown")
OPEN = (*WAITING, "leased")
ENVELOPE = ("mail_from", "rcpt_to")  # sealed with the mail: addresses are people
PROGRESS = select(*(getattr(OutboxRow, each.name) for each in fields(Progress)))  # and not the letter, which is long
PLAIN = tuple(each.name for each in fields(Letter) if each.name not in (*ENVELOPE, "mime"))


@dataclass(frozen=True)
class Sought:
    """Which mails are counted: of these kinds; to one address, of one case, of cases or of none, or that may leave."""

    kinds: Collection[str]
    address_digest: str = ""
    case_id: str | None = None
    of_cases: bool | None = None
    left: bool = False


def queue(session: Session, vault: Vault, letter: Letter, at: datetime, stopped: str = "") -> str | None:
    """Put a mail into the outbox and return its id; None when its `dedupe_key` is there already.

    One that is `stopped`, for that reason, is kept there and never leaves.
    """
    id = new_id()
    end = {"state": "cancelled", "ended_reason": stopped} if stopped else {}
    with session.begin_nested() as attempt:
        if write_once(session, OutboxRow, _as_queued(session, vault, letter, id, at) | end, "dedupe_key"):
            return id
        attempt.rollback()
    return None


def claim(session: Session, vault: Vault, at: datetime, lease_seconds: float) -> Claimed | None:
    """Take the most urgent mail that is due, for `lease_seconds` of real time; None when there is none.

    Commit before sending. A mail that does not open is put off and lets the next one pass: the key may come back.
    """
    while row := session.scalars(_take_first(at, at + timedelta(seconds=lease_seconds))).first():
        try:
            claimed = _opened(session, vault, row)
        except Unsealable:
            row.state, row.lease_until, row.due_at = "retry", None, at + timedelta(seconds=BACK_OFF[-1])
            session.flush()
        else:
            session.add(OutboxAttemptRow(outbox_id=row.id, claim_no=row.claim_no, started_at=at))
            session.flush()
            return claimed
    return None


def mark(session: Session, claimed: Claimed, outcome: Outcome, at: datetime, repeats: Sequence[float]) -> str | None:
    """Write down what came of an attempt; the new state, or None when the fence refused.

    `repeats` are the seconds before each repeat of a mail that may have left already.
    """
    mine = select(OutboxRow).where(
        OutboxRow.id == claimed.id, OutboxRow.claim_no == claimed.claim_no, OutboxRow.state == "leased"
    )
    row = session.scalars(mine.with_for_update().execution_options(populate_existing=True)).first()
    if row is None:
        return None
    _settle(session, row, outcome, at, repeats)
    return row.state


def lapse(session: Session, at: datetime, repeats: Sequence[float]) -> list[str]:
    """Count as unknown every mail whose lease ran out; the ids of those that failed by it, for a person to be told."""
    overrun = select(OutboxRow).where(OutboxRow.state == "leased", OutboxRow.lease_until <= at)
    rows = session.scalars(overrun.with_for_update(skip_locked=True).execution_options(populate_existing=True)).all()
    for row in rows:
        _settle(session, row, Lapsed(), at, repeats)
    return [row.id for row in rows if row.state == "failed"]


def cancel(session: Session, id: str, reason: str) -> bool:
    """Take back a mail that has not been sent; False when it has ended, or may be on the wire at this moment."""
    waiting = update(OutboxRow).where(OutboxRow.id == id, OutboxRow.state.in_(WAITING))
    cancelled = waiting.values(state="cancelled", ended_reason=reason)
    return session.execute(cancelled.returning(OutboxRow.id)).first() is not None


def hold_back(session: Session, id: str, reason: str) -> None:
    """A mail that must not leave, for one of the reasons of `settling`: what is on the wire is not tried again."""
    if not cancel(session, id, reason):
        on_the_wire = update(OutboxRow).where(OutboxRow.id == id, OutboxRow.state == "leased")
        session.execute(on_the_wire.values(ended_reason=reason))


def keep_still(session: Session, case_id: str) -> None:
    """Until this transaction has ended, nobody claims a mail of the case that has not ended, or settles it.

    Whoever changes a case and then such mails begins with this: a worker comes to the case by way of a mail.
    """
    session.execute(_open_of(case_id).with_only_columns(OutboxRow.id).with_for_update())


def _open_of(case_id: str) -> Select[Any]:
    return select(OutboxRow).where(OutboxRow.case_id == case_id, OutboxRow.state.in_(OPEN)).order_by(OutboxRow.id)


def unsent(session: Session, vault: Vault, case_id: str) -> list[Unsent]:
    """The mails of a case that have not ended, and are kept still."""
    ours = session.scalars(_open_of(case_id).with_for_update().execution_options(populate_existing=True))
    return [_unsent(session, vault, row) for row in ours]


def _unsent(session: Session, vault: Vault, row: OutboxRow) -> Unsent:
    perhaps = row.state == "leased" or row.unknowns > 0
    return Unsent(**vars(_opened(session, vault, row)), may_have_left=perhaps, dedupe_key=row.dedupe_key)


def rewrite(session: Session, vault: Vault, mail: Claimed, mime: bytes) -> None:
    """One of those that are `unsent`, as these bytes: to the same reader, under the same Message-ID."""
    sealed = _sealed(session, vault, mail.id, mail, mime)
    session.execute(update(OutboxRow).where(OutboxRow.id == mail.id).values(letter=sealed))


def withheld(session: Session, case_ids: Collection[str]) -> list[Progress]:
    """What was held back in these cases and nobody has written again: it is a person's to send."""
    rows = PROGRESS.where(OutboxRow.case_id.in_(case_ids), OutboxRow.state == "cancelled")
    mine = rows.where(OutboxRow.ended_reason.in_(FOR_A_PERSON))
    return _progress(session, mine.order_by(OutboxRow.queued_at, OutboxRow.id))


def mark_bounced(session: Session, id: str, at: datetime, why: str = "") -> bool:
    """Note that a mail came back, and why; False when it never left, or is known to have come back."""
    left = update(OutboxRow).where(OutboxRow.id == id, OutboxRow.tries > 0, OutboxRow.bounced_at.is_(None))
    is_held = OutboxRow.ended_reason.in_(HELD_BACK)
    reason = case((is_held, OutboxRow.ended_reason), else_=why or OutboxRow.ended_reason)
    noted = left.values(bounced_at=at, ended_reason=reason)
    return session.execute(noted.returning(OutboxRow.id)).first() is not None


def went_to(session: Session, id: str, address_digest: str) -> bool:
    """Whether that mail was written to the address of that digest."""
    same = select(OutboxRow.id).where(OutboxRow.id == id, OutboxRow.address_digest == address_digest)
    return session.scalar(same) is not None


def has_written_to(session: Session, address_digest: str) -> bool:
    """Whether anything about a case was ever written to the address of that digest."""
    theirs = select(OutboxRow.id).where(OutboxRow.address_digest == address_digest, OutboxRow.case_id.is_not(None))
    return session.scalar(theirs.limit(1)) is not None


def count(session: Session, sought: Sought, since: datetime) -> int:
    """How many of these were written since that moment of real time."""
    rules = [OutboxRow.queued_at > since, OutboxRow.kind.in_(sought.kinds)]
    rules += [OutboxRow.address_digest == sought.address_digest] if sought.address_digest else []
    rules += [OutboxRow.case_id == sought.case_id] if sought.case_id else []
    rules += [OutboxRow.case_id.is_not(None) == sought.of_cases] if sought.of_cases is not None else []
    rules += [OutboxRow.state != "cancelled"] if sought.left else []
    return session.scalar(select(func.count()).select_from(OutboxRow).where(*rules)) or 0


def state_of(session: Session, dedupe_key: str) -> str:
    """How far the mail of that key has come; empty where there is none."""
    return session.scalar(select(OutboxRow.state).where(OutboxRow.dedupe_key == dedupe_key)) or ""


def by_message_id(session: Session, message_id: str) -> Sent | None:
    """What we wrote under this Message-ID, as it stands in the mail; None when we did not."""
    row = session.scalars(select(OutboxRow).where(OutboxRow.message_id == message_id)).first()
    return None if row is None else Sent(**_shared(row, Sent))


def about(session: Session, message_id: str, kind: str) -> str:
    """What a mail of that kind, of no case, was written about; empty when we wrote no such one under this id."""
    row = session.scalars(select(OutboxRow).where(OutboxRow.message_id == message_id)).first()
    return row.dedupe_key.removeprefix(f"{kind}:") if row and row.kind == kind and row.case_id is None else ""


def by_id(session: Session, id: str) -> Sent | None:
    row = session.get(OutboxRow, id)
    return None if row is None else Sent(**_shared(row, Sent))


def of_case(session: Session, case_id: str) -> list[Progress]:
    """Every mail of a case, oldest first."""
    return _progress(session, PROGRESS.where(OutboxRow.case_id == case_id).order_by(OutboxRow.queued_at, OutboxRow.id))


def as_written(session: Session, vault: Vault, ids: Collection[str]) -> dict[str, bytes]:
    """These mails as they were written, by their ids."""
    rows = session.scalars(select(OutboxRow).where(OutboxRow.id.in_(ids)))
    return {row.id: _opened(session, vault, row).mime for row in rows}


def returned(session: Session, case_ids: Collection[str]) -> list[Progress]:
    """The mails of these cases that did not arrive, oldest first, but for those whose reader has had another since."""
    rows = PROGRESS.where(OutboxRow.case_id.in_(case_ids), OutboxRow.state != "cancelled")
    each = _progress(session, rows.order_by(OutboxRow.queued_at, OutboxRow.id))
    last = {(one.case_id, one.recipient): one for one in each}
    return [one for one in last.values() if one.bounced_at or one.state == "failed"]


def last_of_kind(session: Session, case_ids: Collection[str], kind: str) -> list[Progress]:
    """Of each of these cases the newest mail of that kind, where there is one."""
    rows = PROGRESS.where(OutboxRow.case_id.in_(case_ids), OutboxRow.kind == kind)
    each = _progress(session, rows.order_by(OutboxRow.queued_at, OutboxRow.id))
    return [*{one.case_id: one for one in each}.values()]


def of_kinds(session: Session, kinds: Collection[str], since: datetime) -> list[Progress]:
    """Every mail of these kinds that was written since then, oldest first."""
    rows = PROGRESS.where(OutboxRow.kind.in_(kinds), OutboxRow.queued_at >= since)
    return _progress(session, rows.order_by(OutboxRow.queued_at))


def thread(session: Session, case_id: str, recipient: str) -> tuple[str, ...]:
    """The Message-IDs of the first and of the last mail to that reader about that case; none before the first.

    The first holds the thread together, however long it gets; the last is the one that the next mail follows.
    """
    theirs = select(OutboxRow.message_id).where(OutboxRow.case_id == case_id, OutboxRow.recipient == recipient)
    ids = session.scalars(theirs.order_by(OutboxRow.queued_at, OutboxRow.id)).all()
    return tuple(dict.fromkeys((*ids[:1], *ids[-1:])))


def overdue(session: Session, at: datetime) -> list[Progress]:
    """The mails that are past their deadline and have not ended, longest overdue first: a person must be told."""
    late = PROGRESS.where(OutboxRow.state.in_(OPEN), OutboxRow.deadline_at <= at)
    return _progress(session, late.order_by(OutboxRow.deadline_at, OutboxRow.id))


def _progress(session: Session, rows: Select[Any]) -> list[Progress]:
    return [Progress(*row) for row in session.execute(rows)]


def _take_first(at: datetime, until: datetime) -> ReturningUpdate[OutboxRow]:
    """One statement finds and leases, so that two workers never take the same mail."""
    due = select(OutboxRow.id).where(OutboxRow.state.in_(WAITING), OutboxRow.due_at <= at)
    first = due.order_by(OutboxRow.priority, OutboxRow.due_at, OutboxRow.id).limit(1).with_for_update(skip_locked=True)
    leased = update(OutboxRow).where(OutboxRow.id == first.scalar_subquery()).values(
        state="leased", lease_until=until, claim_no=OutboxRow.claim_no + 1, tries=OutboxRow.tries + 1
    )
    return leased.returning(OutboxRow).execution_options(populate_existing=True)


def _settle(session: Session, row: OutboxRow, outcome: Outcome, at: datetime, repeats: Sequence[float]) -> None:
    row.unknowns += outcome.kind == "unknown"
    step = step_after(row, outcome, repeats)
    row.state, row.ended_reason, row.lease_until = step.state, step.reason, None
    row.due_at = at + timedelta(seconds=step.wait)
    row.sent_at = at if step.state == "sent" else None
    row.last_code, row.last_enhanced, row.last_phase = outcome.code, outcome.enhanced, outcome.phase
    attempt = session.get_one(OutboxAttemptRow, (row.id, row.claim_no))
    attempt.ended_at, attempt.outcome = at, outcome.kind
    attempt.code, attempt.enhanced, attempt.phase = outcome.code, outcome.enhanced, outcome.phase
    session.flush()


def _as_queued(session: Session, vault: Vault, letter: Letter, id: str, at: datetime) -> dict[str, Any]:
    plain = {name: getattr(letter, name) for name in PLAIN}
    sealed = _sealed(session, vault, id, letter, letter.mime)
    digest = address_digest(vault, letter.rcpt_to)
    return plain | {"id": id, "letter": sealed, "queued_at": at, "address_digest": digest}


def _sealed(session: Session, vault: Vault, id: str, mail: Letter | Claimed, mime: bytes) -> bytes:
    envelope = json.dumps({name: getattr(mail, name) for name in ENVELOPE}).encode()
    return vault.seal(session, _scope(mail.case_id, id), _place(id), envelope + b"\n" + mime)


def _opened(session: Session, vault: Vault, row: OutboxRow) -> Claimed:
    opened = vault.open(session, _scope(row.case_id, row.id), _place(row.id), row.letter)
    envelope, _, mime = opened.partition(b"\n")
    return Claimed(**_shared(row, Sent), claim_no=row.claim_no, tries=row.tries, mime=mime, **json.loads(envelope))


def _shared(row: OutboxRow, view: type[Sent]) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in fields(view)}


def _scope(case_id: str | None, id: str) -> str:
    return f"mail:{id}" if case_id is None else f"case:{case_id}"


def _place(id: str) -> str:
    return f"outbox:letter:{id}"
