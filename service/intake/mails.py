"""A kept mail gets its one end, with a reason; nothing is dropped (decision 18)."""

from collections.abc import Callable, Mapping
from contextlib import suppress

from forms import PUBLISHED
from forms.as_text import labelled, labels_of
from service.bootstrap import Service
from service.errors import Conflict
from service.intake import asking, choices, form_mails, replies, returned
from service.intake.holding import hold
from service.intake.inbound import Inbound
from service.mail.kinds.sift import Disposition, Known, sift
from service.mail.reading.message import InboundMail, read
from service.mail.replies.reply import Act, understand
from service.store import inbox
from service.store.inbox import Kept

TRIES = 3


def read_one(service: Service) -> bool:
    """Read the oldest kept mail and give it its end; False when none waits."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        kept = inbox.claim(session, service.vault, service.clock.real(), service.config.lease)
    if kept is None:
        return False
    if kept.tries > TRIES:
        unread = Inbound(service, kept, InboundMail(b""), _partnership(service, kept), at)
        hold(unread, f"It could not be read, {TRIES} times.")
        return True
    inbound = Inbound(service, kept, read(kept.raw), _partnership(service, kept), at)
    if not _is_a_twin(inbound):
        _end(inbound)
        service.bell.ring()
    return True


def _end(inbound: Inbound) -> None:
    """Give it its end; at once again where somebody else changed the case in the meantime."""
    ending = ENDS[sift(inbound.mail, known(inbound.service, inbound.partnership))]
    for _ in range(TRIES - 1):
        with suppress(Conflict):
            return ending(inbound)
    return ending(inbound)


def _partnership(service: Service, kept: Kept) -> str:
    boxes = {box.address: box.partnership for box in service.config.mailboxes}
    return boxes.get(kept.mailbox) or next(iter(service.partnerships))


def known(service: Service, partnership: str) -> Known:
    offered = choices.offered(service, partnership)
    labels = [labels_of(PUBLISHED[form].asking(offers)) for form, offers in offered.items()]
    own = frozenset(box.address.lower() for box in service.config.mailboxes)

    def is_label(label: str) -> bool:
        return any(labelled(f"{label}: ", of_one)[0] for of_one in labels)

    return Known(service.vault.keys.message_id, own, is_label)


def _is_a_twin(inbound: Inbound) -> bool:
    """The same mail by another route is linked, visibly and reversibly, and starts no second clock."""
    if not inbound.fingerprint or inbound.kept.released_by:
        return False
    with inbound.service.sessions.begin() as session:
        twin = inbox.twin(session, inbound.fingerprint)
        return bool(twin) and inbound.end(session, "duplicate_linked", f"The same mail as {twin}, by another route.")


def _own(inbound: Inbound) -> None:
    with inbound.service.sessions.begin() as session:
        inbound.end(session, "own_recorded", "It is one of our own mails.")


def _form(inbound: Inbound) -> None:
    """A form, in the text or as a file; what brings none is held for a person."""
    if not form_mails.receive(inbound):
        hold(inbound, "It is neither a reply to one of our mails nor a form that we can read.")


def _reply(inbound: Inbound) -> None:
    """A word that acts, in its first line; else answers to what we asked for, or a form."""
    said = understand(inbound.mail)
    does_not_act = said.act is Act.UNCLEAR or said.first_line[:1].isdigit()
    if does_not_act and (asking.answered(inbound) or form_mails.in_reply(inbound)):
        return
    held_because = replies.answer(inbound)
    if held_because:
        hold(inbound, held_because)


ENDS: Mapping[Disposition, Callable[[Inbound], None]] = {
    Disposition.OWN: _own,
    Disposition.RETURNED: returned.bounced,
    Disposition.AUTOMATIC: returned.automatic,
    Disposition.REPLY: _reply,
    Disposition.FORM: _form,
    Disposition.HOLD: _form,
}
