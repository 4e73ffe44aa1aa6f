"""A kept mail gets its one end, with a reason; nothing is dropped (decision 18)."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from service.bootstrap import Service
from service.errors import Conflict, Unreadable
from service.intake.by_mail import (
    asking,
    enclosed,
    entry_answers,
    experience_replies,
    form_mails,
    infected,
    log_answers,
    replies,
    returned,
)
from service.intake.by_mail.holding import hold
from service.intake.by_mail.inbound import Inbound
from service.mail.kinds.sift import Disposition, Known, sift
from service.mail.reading.message import InboundMail
from service.mail.replies.reply import Act, understand
from service.reader import HERE, Reader
from service.store import filed, inbox
from service.store.filed import AS_FORM, AS_REPLY
from service.store.inbox import Lane

TRIES = 3


def read_one(service: Service, reader: Reader = HERE, lane: Lane = Lane.BOTH, id: str = "") -> bool:
    """Read the oldest kept mail of a lane, or the one of that `id`, and give it its end; False when none waits.

    A fresh mail that takes `reader` too long is left to the lane of suspects; there it is held at once.
    """
    at = service.clock.now()
    with service.sessions.begin() as session:
        kept = inbox.claim(session, service.vault, service.clock.real(), service.config.lease, lane, id)
    if kept is None:
        return False
    inbound = Inbound(service, kept, InboundMail(b""), partnership_of(service, kept.mailbox), at, reader)
    if kept.tries > TRIES:
        hold(inbound, f"It could not be read, {TRIES} times.")
        return True
    try:
        mail = reader.mail(kept.raw)
        _end(replace(inbound, mail=mail, scans=tuple(service.scanner.scan(one.content) for one in mail.attachments)))
    except Unreadable as breach:
        _too_much(inbound, breach, lane)
    return True


def _too_much(inbound: Inbound, breach: Unreadable, lane: Lane) -> None:
    if lane is Lane.FRESH:
        with inbound.service.sessions.begin() as session:
            inbox.put_back(session, inbound.kept)
    else:
        hold(inbound, str(breach))


def _end(inbound: Inbound) -> None:
    """Give it its end; at once again where somebody else changed the case in the meantime."""
    if inbound.is_infected:
        infected.tell(inbound)
    if not _is_a_twin(inbound):
        wanted = RELEASED_AS.get(inbound.kept.released_as)
        _give(inbound, ENDS[wanted or sift(inbound.mail, known(inbound.service))])
        inbound.service.bell.ring()


def _give(inbound: Inbound, ending: Callable[[Inbound], None]) -> None:
    for _ in range(TRIES - 1):
        with suppress(Conflict):
            return ending(inbound)
    return ending(inbound)


def partnership_of(service: Service, mailbox: str) -> str:
    """The partnership whose mailbox that is."""
    boxes = {box.address: box.partnership for box in service.config.mailboxes}
    return boxes.get(mailbox) or next(iter(service.partnerships))


def known(service: Service) -> Known:
    own = frozenset(box.address.lower() for box in service.config.mailboxes)
    return Known(service.vault.keys.message_id, own)


def _is_a_twin(inbound: Inbound) -> bool:
    """The same mail by another route is linked, visibly and reversibly, and starts no second clock."""
    if not inbound.fingerprint or inbound.kept.released_by:
        return False
    with inbound.service.sessions.begin() as session:
        twin = filed.twin(session, inbound.fingerprint)
        return bool(twin) and inbound.end(session, "duplicate_linked", f"The same mail as {twin}, by another route.")


def _own(inbound: Inbound) -> None:
    with inbound.service.sessions.begin() as session:
        inbound.end(session, "own_recorded", "It is one of our own mails.")


def _new(inbound: Inbound) -> None:
    """A form, in the text or as a file; what brings none is held for a person."""
    if not form_mails.receive(inbound):
        hold(inbound, "It is neither a reply to one of our mails nor a form that we can read.")


def _unreadable(inbound: Inbound) -> None:
    hold(inbound, inbound.mail.unreadable)


def _listed(inbound: Inbound) -> None:
    hold(inbound, "It came by a mailing list, or the mail host took it for spam. It was not answered.", answer=False)


def _reply(inbound: Inbound) -> None:
    """For an agency's log; an entry of the directory; how a case went; a word that acts, in its first line; else
    answers to what we asked for, or a form."""
    if any(room.answered(inbound) for room in (log_answers, entry_answers, experience_replies)):
        return
    said = understand(inbound.mail)
    does_not_act = said.act is Act.UNCLEAR or said.first_line[:1].isdigit()
    if does_not_act and (asking.answered(inbound) or enclosed.in_place_of_words(inbound)):
        return
    held_because = replies.answer(inbound)
    if held_because:
        hold(inbound, held_because)


ENDS: Mapping[Disposition, Callable[[Inbound], None]] = {
    Disposition.OWN: _own,
    Disposition.RETURNED: returned.bounced,
    Disposition.AUTOMATIC: returned.automatic,
    Disposition.UNREADABLE: _unreadable,
    Disposition.REPLY: _reply,
    Disposition.LISTED: _listed,
    Disposition.NEW: _new,
}

RELEASED_AS = {AS_REPLY: Disposition.REPLY, AS_FORM: Disposition.NEW}  # what a coordinator says that it is
