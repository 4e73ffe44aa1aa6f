"""A kept mail gets its one end, with a reason; nothing is dropped (decision 18)."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace

from forms.answers import Answers
from forms.as_text import labelled, labels_of, parse
from forms.choices import EXIT
from forms.notification import NotificationForm
from service.bootstrap import Service
from service.errors import Conflict, Unreadable
from service.intake import choices, exits, notifications, replies, returned
from service.intake.holding import hold
from service.intake.inbound import Inbound
from service.intake.notifications import Sender
from service.mail.kinds.sift import Disposition, Known, sift
from service.mail.reading.message import InboundMail, read
from service.notices import notice
from service.occasion import Occasion
from service.store import inbox
from service.store.inbox import AS_FORM, AS_REPLY, Lane

TRIES = 3
Reading = Callable[[bytes], InboundMail]


def read_one(service: Service, reading: Reading = read, lane: Lane = Lane.BOTH, id: str = "") -> bool:
    """Read the oldest kept mail of a lane, or the one of that `id`, and give it its end; False when none waits.

    A fresh mail that takes `reading` too long is left to the lane of suspects; there it is held at once.
    """
    at = service.clock.now()
    with service.sessions.begin() as session:
        kept = inbox.claim(session, service.vault, service.clock.real(), service.config.lease, lane, id)
    if kept is None:
        return False
    inbound = Inbound(service, kept, InboundMail(b""), partnership_of(service, kept.mailbox), at)
    if kept.tries > TRIES:
        hold(inbound, f"It could not be read, {TRIES} times.")
        return True
    try:
        _end(replace(inbound, mail=reading(kept.raw)))
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
    if not _is_a_twin(inbound):
        wanted = RELEASED_AS.get(inbound.kept.released_as)
        _give(inbound, ENDS[wanted or sift(inbound.mail, known(inbound.service, inbound.partnership))])
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


def known(service: Service, partnership: str) -> Known:
    labels = labels_of(NotificationForm.asking(choices.choices(service, partnership)))
    own = frozenset(box.address.lower() for box in service.config.mailboxes)
    return Known(service.vault.keys.message_id, own, lambda label: bool(labelled(f"{label}: ", labels)[0]))


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
    """A notification as `Label: value` text. Not with a failed proof: that is held, and never answered."""
    service, mail = inbound.service, inbound.mail
    if inbound.proof == "fail" or mail.sender is None:
        return hold(inbound, "A form whose sender could not be trusted.", answer=False)
    form = NotificationForm.asking(choices.choices(service, inbound.partnership))
    given = parse(mail.text, form)
    answers = NotificationForm.read(given, choices.choices(service, inbound.partnership))
    if not isinstance(answers, Answers):
        asked = [f"{fault.number}. {fault.message}" for fault in answers]
        return hold(inbound, f"A notification with {len(asked)} answers to be asked for.", questions=asked)
    if answers["type"].startswith(EXIT):
        return _another_procedure(inbound, answers)
    with service.sessions.begin() as session:
        notifications.open_from(
            Occasion(service, session, inbound.partnership, inbound.at), answers,
            Sender(f"mail {inbound.kept.id}", mail.sender),
            lambda s, case_id: inbound.end(s, "case_created", "A notification by mail.", case_id),
        )  # fmt: skip
    return None


def _another_procedure(inbound: Inbound, answers: Answers) -> None:
    """Nothing goes to the agency concerned (decision 22): kept for the coordinator alone, and told where to turn."""
    service, key = inbound.service, answers["type"].removeprefix(EXIT)
    page = exits.page(service.procedure_of(inbound.partnership), key)
    hold(inbound, "A notification of what another procedure is for. It goes to no agency from here.", answer=False)
    if page is None or inbound.mail.sender is None:
        return
    says = {"to": page.title, "say": " ".join(filter(None, (page.say, page.ring, *page.turn_to)))}
    with service.sessions.begin() as session:
        occasion = Occasion(service, session, inbound.partnership, inbound.at)
        notice(occasion, "different_procedure", inbound.mail.sender, inbound.kept.id, says)


def _hold(inbound: Inbound) -> None:
    hold(inbound, "It is neither a reply to one of our mails nor a form that we can read.")


def _unreadable(inbound: Inbound) -> None:
    hold(inbound, inbound.mail.unreadable)


def _listed(inbound: Inbound) -> None:
    hold(inbound, "It came by a mailing list, or the mail host took it for spam. It was not answered.", answer=False)


def _reply(inbound: Inbound) -> None:
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
    Disposition.FORM: _form,
    Disposition.HOLD: _hold,
}

RELEASED_AS = {AS_REPLY: Disposition.REPLY, AS_FORM: Disposition.FORM}  # what a coordinator says that it is
