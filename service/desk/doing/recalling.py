"""People are asked to delete what we sent them: it was wrong, or it was not theirs to have (ux.md, E47)."""

from collections.abc import Iterator
from datetime import datetime

from service.desk.looking.messages import SENT, holder_of, said
from service.errors import NotAllowed
from service.escalation.actors import Actor
from service.escalation.coordinating import DeletionAsked
from service.intake.by_desk.correcting import CORRECTED
from service.intake.by_desk.putting_right import MAY_HAVE_LEFT, PUT_RIGHT
from service.mail.sending.compose import text_of
from service.mail.sending.templates import clock_time, long_date
from service.seam.desk_acts import Act, Option
from service.store import audit, outbox
from service.store.letters import Progress
from service.telling.errand import Errand

OF_THEMSELVES = ("code", "fresh_link", "delete_message", "deletion_noted")  # they say nothing that could be wrong
CARRIED = "It carried words that were corrected since"
NOTHING_LEFT = "No message of this case has left yet."


def options(errand: Errand) -> Iterator[Option]:
    """The messages that have left, first those that carried what was corrected since; the newest first."""
    carried = carrying(errand)
    for one in sorted(_left(errand), key=lambda one: (one.id in carried, one.queued_at), reverse=True):
        holder = holder_of(errand, one.recipient)
        whom = said(holder) if holder else "somebody who has left the directory"
        at = f"{clock_time(one.queued_at)} on {long_date(one.queued_at)}"
        words = f"{SENT.get(one.kind, 'A message')}, to {whom}, {at}"
        yield Option(one.id, words, CARRIED if one.id in carried else "")


def _left(errand: Errand) -> list[Progress]:
    sent = outbox.of_case(errand.session, errand.case_id)
    may_have_left = (one for one in sent if one.sent_at or one.unknowns)
    return [one for one in may_have_left if not one.bounced_at and one.kind not in OF_THEMSELVES]


def carrying(errand: Errand) -> frozenset[str]:
    """The ids of the messages that left, or may have, before their words or their readers were corrected."""
    left, struck = _left(errand), _corrected(errand)
    if not left or not struck:
        return frozenset()
    mimes = outbox.as_written(errand.session, errand.service.vault, [one.id for one in left])
    texts = {id: _plain(text_of(mime)) for id, mime in mimes.items()}
    with_them = {one.id for one in left if any(was in texts[one.id] and one.queued_at < at for was, at in struck)}
    return frozenset(with_them | (_put_right_too_late(errand) & texts.keys()))


def _put_right_too_late(errand: Errand) -> frozenset[str]:
    """The ids of those that were put right or held back when an attempt at them had begun."""
    chain, vault = f"case:{errand.case_id}", errand.service.vault
    done = [one.seq for one in audit.entries(errand.session, chain) if one.action == PUT_RIGHT]
    details = [audit.detail_of(errand.session, vault, chain, seq) or {} for seq in done]
    return frozenset(id for detail in details for id in detail.get(MAY_HAVE_LEFT, ()))


def _corrected(errand: Errand) -> list[tuple[str, datetime]]:
    """What was written before each correction, and when it was made."""
    chain, vault = f"case:{errand.case_id}", errand.service.vault
    found = []
    for entry in audit.entries(errand.session, chain):
        if entry.action == CORRECTED:
            detail = audit.detail_of(errand.session, vault, chain, entry.seq) or {}
            found.append((_plain(str(detail.get("was", ""))), entry.at))
    return [(was, at) for was, at in found if was]


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def ask(act: Act, at: datetime, by: Actor, errand: Errand) -> DeletionAsked:
    """Each reader is told of theirs, by when they were sent. Raises NotAllowed where none was chosen."""
    chosen = [one for one in _left(errand) if one.id in act.chosen]
    if not chosen:
        raise NotAllowed("Choose at least one message.")
    readers = dict.fromkeys(one.recipient for one in chosen)
    asked = tuple((who, tuple(one.sent_at or one.queued_at for one in chosen if one.recipient == who))
                  for who in readers)  # fmt: skip
    return DeletionAsked(at, by, asked)


def holds(errand: Errand) -> str:
    return "" if _left(errand) else NOTHING_LEFT
