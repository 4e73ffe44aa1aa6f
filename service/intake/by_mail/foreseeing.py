"""What would become of a mail if it came now, and why: nothing is kept, nothing acts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from forms.documents import Unread
from service.bootstrap import Service
from service.intake.by_mail import (
    entry_answers,
    experience_replies,
    form_files,
    home_area,
    log_answers,
    mails,
    replies,
    returned,
)
from service.intake.by_mail.inbound import Inbound
from service.mail.address import untagged
from service.mail.authority import Outcome
from service.mail.kinds.sift import Disposition, sift
from service.mail.reading.message import InboundMail
from service.store.inbox import Kept


@dataclass(frozen=True)
class Foreseen:
    """Whether it would take effect, as what it would be taken, and the sentence that says why."""

    takes_effect: bool
    outcome: str
    because: str


HELD = Outcome.HOLD.value
OTHERWISE: Mapping[Disposition, tuple[str, str]] = {
    Disposition.OWN: ("recorded", "It is one of our own mails."),
    Disposition.RETURNED: ("recorded", "A mail system reports on a mail; it counts where it names one of ours."),
    Disposition.AUTOMATIC: ("recorded", "A machine sent it; nothing a machine says counts as an answer."),
    Disposition.LISTED: (HELD, "It came by a mailing list, or the mail host took it for spam."),
}
DOUBTED: Mapping[Disposition, Callable[[Inbound], str]] = {
    Disposition.RETURNED: returned.doubted_report,
    Disposition.AUTOMATIC: returned.doubted_answer,
}


def foreseen(service: Service, mail: InboundMail) -> Foreseen:
    """What would become of `mail` in the mailbox that it is written to."""
    boxes = {box.address.lower(): box for box in service.config.mailboxes}
    written_to = next((boxes[untagged(one)] for one in mail.recipients if untagged(one) in boxes), None)
    mailbox = written_to.address if written_to else ""
    at = service.clock.now()
    kept = Kept("", mailbox, mail.raw, at, claim_no=0, tries=0, released_by=None)
    scans = tuple(service.scanner.scan(one.content) for one in mail.attachments)
    inbound = Inbound(service, kept, mail, mails.partnership_of(service, mailbox), at, scans=scans)
    disposition = sift(mail, mails.known(service))
    if disposition is Disposition.UNREADABLE:
        return Foreseen(False, HELD, mail.unreadable)
    if disposition is Disposition.NEW:
        return _of_something_new(inbound)
    doubt = DOUBTED[disposition](inbound) if disposition in DOUBTED else ""
    if doubt:
        return Foreseen(False, HELD, doubt)
    if disposition is not Disposition.REPLY:
        return Foreseen(False, *OTHERWISE[disposition])
    asked_for = log_answers.foreseen(inbound) or entry_answers.foreseen(inbound)
    if asked_for:
        counts, because = asked_for
        return Foreseen(counts, Outcome.ACT.value if counts else HELD, because)
    with service.sessions.begin() as session:
        if experience_replies.asked_of(inbound, session):
            return Foreseen(False, "recorded", experience_replies.KEPT)
    verdict = replies.verdict_on(inbound)
    return Foreseen(verdict.outcome is Outcome.ACT, verdict.outcome.value, f"{verdict.reason}{_beside(inbound)}")


def _beside(inbound: Inbound) -> str:
    """What would become of a file that came with a reply."""
    found = form_files.form_in_files(inbound)
    if isinstance(found, Unread):
        return f" A file that came with it could not be opened: {found.why}."
    return " The form that came with it is read beside it." if found else ""


def _of_something_new(inbound: Inbound) -> Foreseen:
    found, sender = form_files.form_in(inbound), inbound.mail.sender
    if found is None:
        return Foreseen(False, HELD, "It answers none of our mails, and brings none of our forms.")
    if inbound.proof == "fail" or sender is None:
        return Foreseen(False, HELD, "It brings a form, from a sender who could not be trusted.")
    if isinstance(found, Unread):
        return Foreseen(False, HELD, f"A file could not be opened: {found.why}.")
    if home_area.is_elsewhere(home_area.read_at_home(inbound, found, sender)):
        return Foreseen(False, HELD, home_area.NOT_SERVED)
    return Foreseen(True, "form", "It brings a form, which is read as the page would be.")
