"""An answer to our question whether an entry of the directory is right: CORRECT is noted, all else is for a person.

It counts where it comes from the officer who was asked, at their address on record, and the mail host confirms the
sender. Somebody who answers in an officer's place does so to the coordinator.
"""

from sqlalchemy.orm import Session

from service.escalation.routing import holder
from service.intake.by_mail.holding import hold
from service.intake.by_mail.inbound import Inbound
from service.intake.entries.asking import ANSWERED, ASKED, Entry, confirm, undo
from service.mail.address import is_ours, tag_of
from service.mail.replies.acts import Act
from service.mail.replies.reply import understand
from service.store import directory, entries, outbox
from service.telling.occasion import Occasion

ABOUT = "It answers our question whether an entry of the directory is right"
GONE = f"{ABOUT}, and that officer is no longer listed, or at another address."
ANOTHER = f"{ABOUT}, from another address than the one we wrote to."
UNPROVEN = f"{ABOUT}, and the mail host does not confirm the sender."
IN_THEIR_PLACE = f"{ABOUT}, in the place of an officer whose mail came back. Ring the agency."
NOT_THEIRS = f"{ABOUT}: they say that this post is not theirs."
IN_OTHER_WORDS = f"{ABOUT}, in words that a person has to read."
MORE = f"{ABOUT}: they say CORRECT, and more beside it."
TOO_LATE = "It wants to take back that an entry of the directory is right, and it is too late, or there is nothing."
COUNTS = "It comes from the officer who was asked whether their entry is right."
SAYS = {Act.NOT_ME: NOT_THEIRS}


def answered(inbound: Inbound) -> bool:
    """Give an answer about an entry its end; False, and nothing done, where it answers no such question."""
    with inbound.service.sessions.begin() as session:
        asked = asked_of(inbound, session)
        if asked is None:
            return False
        why = _why_held(inbound, session, asked) or _act(inbound, session, asked)
    if why:
        hold(inbound, why)
    return True


def foreseen(inbound: Inbound) -> tuple[bool, str] | None:
    """Whether an answer about an entry would count, and why not; None where it is none. Nothing is done."""
    with inbound.service.sessions.begin() as session:
        asked = asked_of(inbound, session)
        if asked is None:
            return None
        why = _why_held(inbound, session, asked)
    act = understand(inbound.mail).act
    acts = act in (Act.CORRECT, Act.UNDO)
    return (acts and not why, why or (COUNTS if acts else SAYS.get(act, IN_OTHER_WORDS)))


def asked_of(inbound: Inbound, session: Session) -> tuple[str, str] | None:
    """The officer whose entry a mail answers about, and who was asked: by our token, else by our signed Message-ID."""
    for box in inbound.service.config.mailboxes:
        tag = tag_of(inbound.mail.recipients, box.address)
        grant = entries.granted(session, tag) if tag else None
        if grant:
            return grant.officer_id, grant.reader
    mail, key = inbound.mail, inbound.service.vault.keys.message_id
    ours = [id.lower() for id in (*mail.in_reply_to, *reversed(mail.references)) if is_ours(key, id)]
    about = next(filter(None, (outbox.about(session, id, kind) for id in ours for kind in (ASKED, ANSWERED))), "")
    officer, _, rest = about.partition(":")
    return (officer, rest.rpartition(":")[0]) if about else None


def _entry(inbound: Inbound, session: Session, asked: tuple[str, str]) -> Entry | None:
    for key in inbound.service.partnerships:
        occasion = Occasion(inbound.service, session, key, inbound.at)
        officer = directory.officer_by_id(occasion.directory, asked[0])
        if officer is not None:
            return Entry(occasion, officer, asked[1])
    return None


def _why_held(inbound: Inbound, session: Session, asked: tuple[str, str]) -> str:
    """Why an answer may not count by itself; empty where it may."""
    entry = _entry(inbound, session, asked)
    reader = holder(entry.occasion.directory, entry.reader) if entry else None
    if entry is None or reader is None:
        return GONE
    if not entry.is_own:
        return IN_THEIR_PLACE
    if inbound.is_vouched_for:
        return ""
    if (inbound.mail.sender or "") != reader.email.lower():
        return ANOTHER
    return "" if inbound.proof == "pass" else UNPROVEN


def _act(inbound: Inbound, session: Session, asked: tuple[str, str]) -> str:
    """Do what the answer says; a reason where a person has to."""
    entry, said = _entry(inbound, session, asked), understand(inbound.mail)
    assert entry is not None, "it has just been found"
    if said.act is Act.CORRECT and said.reason:
        entries.note(session, entry.ids, answered_at=inbound.at)
        return MORE
    if said.act is Act.CORRECT:
        if inbound.end(session, "note_added", f"The entry of {entry.officer.name} in the directory is right."):
            confirm(entry)
        return ""
    if said.act is Act.UNDO:
        if not undo(entry):
            return TOO_LATE
        inbound.end(session, "note_added", f"That the entry of {entry.officer.name} is right is taken back.")
        return ""
    entries.note(session, entry.ids, answered_at=inbound.at)
    return SAYS.get(said.act, IN_OTHER_WORDS)
