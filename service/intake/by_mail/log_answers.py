"""Whose answer for an agency's summary log a mail is, and what it says.

It counts where it comes from whoever was asked; rows that came by themselves, from an officer of that agency. The mail
host must confirm the sender, or a coordinator does. Anything less is held.
"""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy.orm import Session

from forms.documents import Filled, Unread
from service.escalation.routing import holder
from service.intake.by_clock.log_requests import ASKED
from service.intake.by_mail import form_files
from service.intake.by_mail.holding import hold
from service.intake.by_mail.inbound import Inbound
from service.intake.by_mail.mailed_form import TAKEN_BEFORE, MailedForm
from service.intake.by_mail.unread import IN_WORDS
from service.intake.logs import returning as returns
from service.intake.logs.returning import FAULTY, LOG, RECEIVED, Returning
from service.intake.logs.rows import Given, with_numbers
from service.mail.address import is_ours, tag_of
from service.mail.replies.acts import Act
from service.mail.replies.quoted import Written
from service.mail.replies.reply import Answer, understand
from service.store import directory, logs, outbox
from service.store.logs import Request
from service.telling.occasion import Occasion

KINDS = (ASKED, RECEIVED, FAULTY)
ANOTHER = "It answers our request for an agency's log, from another address than the one we wrote to."
UNPROVEN = "It answers our request for an agency's log, and the mail host does not confirm the sender."
IN_OTHER_WORDS = "It answers our request for an agency's log, in words that a person has to read."


def answered(inbound: Inbound) -> bool:
    """Give an answer to a request for a log its end; False, and nothing done, where it answers none."""
    with inbound.service.sessions.begin() as session:
        if asked_of(inbound, session) is None:
            return False
    brought = form_files.form_in(inbound)
    rows = _rows_in(brought) if isinstance(brought, Filled) and brought.form == LOG else ()
    with inbound.service.sessions.begin() as session:
        returning = _returning(inbound, session)
        why = why_held(inbound, returning) or _act(inbound, returning, rows or _with_numbers(inbound, returning))
    if why and isinstance(brought, Unread):
        letter = ("file_unreadable", {"recorded": IN_WORDS[brought.why]})
        hold(inbound, f"A file could not be opened: {brought.why}.", letter=letter)
    elif why:
        hold(inbound, why)
    return True


def foreseen(inbound: Inbound) -> tuple[bool, str] | None:
    """Whether an answer for a log would count, and why not; None where it is none. Nothing is done."""
    with inbound.service.sessions.begin() as session:
        if asked_of(inbound, session) is None:
            return None
        why = why_held(inbound, _returning(inbound, session))
    says = understand(inbound.mail).act in ACTS or inbound.mail.attachments
    return (bool(says) and not why, why or (COUNTS if says else IN_OTHER_WORDS))


COUNTS = "It comes from whoever was asked for their agency's log."


def asked_of(inbound: Inbound, session: Session) -> tuple[str, str] | None:
    """The request that a mail answers, and of whom it was asked: by our token, else by our signed Message-ID."""
    for box in inbound.service.config.mailboxes:
        tag = tag_of(inbound.mail.recipients, box.address)
        found = logs.granted(session, tag) if tag else None
        if found:
            return found
    mail, key = inbound.mail, inbound.service.vault.keys.message_id
    ours = [id.lower() for id in (*mail.in_reply_to, *reversed(mail.references)) if is_ours(key, id)]
    about = next(filter(None, (outbox.about(session, id, kind) for id in ours for kind in KINDS)), "")
    request, _, rest = about.partition(":")
    return (request, rest.rpartition(":")[0]) if about else None


def _returning(inbound: Inbound, session: Session) -> Returning:
    found = asked_of(inbound, session)
    asked = logs.request(session, found[0]) if found else None
    assert found and asked, "a request is never deleted"
    return _by_mail(inbound, Occasion(inbound.service, session, asked.partnership, inbound.at), asked, found[1])


def _by_mail(inbound: Inbound, occasion: Occasion, asked: Request, holder: str) -> Returning:
    return Returning(
        occasion, asked, holder, inbound.kept.id, lambda why: inbound.end(occasion.session, "note_added", why)
    )


def why_held(inbound: Inbound, returning: Returning) -> str:
    """Why an answer may not count by itself; empty where it may."""
    asked = holder(returning.occasion.directory, returning.holder)
    if inbound.is_vouched_for:
        return ""
    if asked is None or (inbound.mail.sender or "") != asked.email.lower():
        return ANOTHER
    return "" if inbound.proof == "pass" else UNPROVEN


def _act(inbound: Inbound, returning: Returning, rows: Sequence[Given]) -> str:
    """Do what the answer says; a reason where a person has to."""
    if rows:
        returns.sheet(returning, rows)
        return ""
    said = understand(inbound.mail)
    return ACTS[said.act](returning, said) if said.act in ACTS else IN_OTHER_WORDS


def _nil(returning: Returning, said: Answer) -> str:
    returns.nil(returning, said.said)
    return ""


def _correct(returning: Returning, said: Answer) -> str:
    returns.correct(returning, said.said, said.reason)
    return ""


ACTS: Mapping[Act, Callable[[Returning, Answer], str]] = {
    Act.NIL: _nil, Act.CORRECT: _correct, Act.UNDO: lambda returning, _: returns.undo(returning),
}  # fmt: skip


# Rows


def _rows_in(brought: Filled) -> tuple[Given, ...]:
    return tuple(row for row in (brought.given, *brought.more) if row)


def _with_numbers(inbound: Inbound, returning: Returning) -> tuple[Given, ...]:
    """Their last rows with what was asked for by number; none where that is not answered."""
    session, vault = returning.occasion.session, returning.occasion.service.vault
    last = logs.standing(session, vault, returning.request, returning.holder)
    if last is None or not last.faulty:
        return ()
    return with_numbers(Written(inbound.mail.text).said, returning.rows(last.given)) or ()


def take(session: Session, inbound: Inbound, form: MailedForm, case_id: str) -> str:
    """Rows that came without our asking, or in another mail: for the day that the agency was last asked for, if it was.
    Empty where nobody of that agency, as the directory lists it, has sent them."""
    occasion = Occasion(inbound.service, session, form.partnership, inbound.at)
    own = [one for one in occasion.directory.officers if one.agency_id and one.email.lower() == inbound.mail.sender]
    named = directory.agency_named(occasion.directory, form.given.get("agency", ""))
    officer = next((one for one in own if named is None or one.agency_id == named.id), None)
    if officer is None or inbound.proof != "pass":
        return ""
    asked = logs.last_asked(session, form.partnership, officer.agency)
    request = asked or logs.ask(session, form.partnership, officer.agency, None, inbound.at)
    returns.sheet(_by_mail(inbound, occasion, request, f"officer:{officer.id}"), (form.given, *form.more))
    return TAKEN_BEFORE
