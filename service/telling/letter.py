"""One mail to one person: its token, its text, its place in the thread that they read, and its row in the outbox."""

from datetime import datetime

from service.escalation.case import ORIGINATING
from service.escalation.effects import Mail
from service.escalation.routing import Holder
from service.mail.address import message_id, tagged
from service.mail.sending.compose import Draft, Enclosure, compose
from service.mail.sending.invitation import Meeting, calendar
from service.mail.sending.templates import render
from service.store import outbox, tokens
from service.store.ids import new_id
from service.store.letters import Letter, Unsent
from service.store.people import address_digest
from service.store.tokens import Grant
from service.telling.errand import Errand
from service.telling.fields import values_for
from service.telling.notices import DEADLINE, put_out
from service.telling.occasion import Occasion
from service.telling.recipients import slot_of
from service.telling.wording import owed_by

URGENT_FIRST = {"act_today": 0, "code": 0, "unproven": 1, "routed": 2, "covering": 2, "receipt": 3}
USUAL = 5

LINKED = frozenset(
    ("routed", "routed_own", "reminder", "covering", "other_view", "not_agreed", "agree", "task", "feedback",
     "moved_on", "outcome", "in_writing", "recommended", "answer_link", "fresh_link", "born_late", "prove",
     "authority", "named", "help")
)  # fmt: skip
LINKED_WHILE_OWED = frozenset(("report_due", "meeting"))
LINKED_TO_WHOM_IT_IS_OWED = frozenset(("unsettled", "closed"))  # what outlives the end is said to be done there
LINKED_TO_REOPEN = frozenset(("outcome", "unsettled", "closed"))  # "I am still concerned", for the side that raised it
APART = frozenset(
    ("task", "feedback", "born_late", "date_agreed", "named", "report_due", "meeting", "late",
     "feedback_given")
)  # fmt: skip


def write(errand: Errand, mail: Mail, holder: Holder) -> None:
    """Render the mail for this reader and put it into the outbox, once for each version of the case."""
    if not holder.email:
        return
    service, now = errand.service, errand.service.clock.real()
    mailbox = service.mailbox_of(errand.case.partnership)
    box = mailbox.address if mailbox else errand.partnership.mailbox
    link = link_for(errand, mail, holder) if _is_linked(errand, mail, holder) else ""
    values = values_for(errand, mail, holder, link)
    subject, body = render(mail.kind, values)
    id = message_id(service.vault.keys.message_id, box.partition("@")[2])
    thread = outbox.thread(errand.session, errand.case_id, holder.id)
    draft = Draft(
        sender_name=errand.partnership.service_name, sender=box, to=holder.email, subject=subject, body=body,
        message_id=id, date=now, reply_to=tagged(box, _token(errand, mail, holder, "reply", now)),
        enclosed=_for_the_calendar(errand, mail, values["when"], box) if values["when"] else None,
        in_reply_to="".join(thread[-1:]), references=thread,
    )  # fmt: skip
    letter = Letter(
        dedupe_key=_key(errand, mail, holder),
        case_id=errand.case_id, recipient=holder.id, stage=mail.stage, kind=mail.kind,
        priority=URGENT_FIRST.get(mail.kind, USUAL), mail_from=box, rcpt_to=holder.email, mime=compose(draft),
        message_id=id, due_at=now, deadline_at=now + DEADLINE,
    )  # fmt: skip
    occasion = Occasion(service, errand.session, errand.case.partnership, errand.at)
    put_out(occasion, letter, errand.case.reference, f"the {holder.post or 'practitioner'} at {holder.agency}")


def _for_the_calendar(errand: Errand, mail: Mail, when: datetime, box: str) -> Enclosure:
    """The meeting of a stage is one entry of the calendar: set again, it moves."""
    reference, domain = errand.case.reference, box.partition("@")[2]
    meeting = Meeting(
        uid=f"{reference}-{mail.stage}@{domain}", edition=errand.case.version, title=f"{reference}: resolution meeting",
        begins=when, written=errand.service.clock.real(), organiser=box,
    )  # fmt: skip
    return Enclosure("text/calendar; method=PUBLISH", f"{reference}.ics", calendar(meeting))


def _is_linked(errand: Errand, mail: Mail, holder: Holder) -> bool:
    if mail.kind in LINKED_WHILE_OWED:
        duty = errand.case.duty(mail.duty)
        return duty is not None and duty.is_owed
    if mail.kind in LINKED_TO_WHOM_IT_IS_OWED and owed_by(errand, mail, holder):
        return True
    return mail.kind in LINKED or (mail.kind in LINKED_TO_REOPEN and slot_of(errand, holder) == ORIGINATING)


def _key(errand: Errand, mail: Mail, holder: Holder) -> str:
    case = f"{errand.case_id}:{errand.case.version}"
    return f"{case}:{mail.kind}:{mail.stage}:{holder.id}:{_about(errand, mail)}"


def _about(errand: Errand, mail: Mail) -> str:
    """Mails of one kind to one person about one event are one mail, but for those that carry something of their own."""
    if mail.kind == "code":
        return new_id()
    if mail.kind == "fresh_link":
        return f"{errand.at:%Y-%m-%dT%H}"  # one an hour, however often it is asked for
    if mail.kind == "review_child":
        return str(mail.values.get("subject", ""))
    return mail.duty if mail.kind in APART else ""


def duty_of(mail: Unsent) -> str:
    """The duty that it was written about, where its words are about one alone."""
    return mail.dedupe_key.split(":", 6)[-1] if mail.kind in APART else ""  # a holder's id has a colon of its own


def _token(errand: Errand, mail: Mail, holder: Holder, purpose: str, now: datetime) -> str:
    digest = address_digest(errand.service.vault, holder.email)
    grant = Grant(errand.case_id, mail.stage, holder.id, purpose, digest, None)
    return tokens.issue(errand.session, grant, now)


def link_for(errand: Errand, mail: Mail, holder: Holder) -> str:
    token = _token(errand, mail, holder, "prove" if mail.kind == "prove" else "answer", errand.service.clock.real())
    return f"{errand.service.config.base_url.rstrip('/')}/r/{token}"
