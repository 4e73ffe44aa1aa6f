"""Mails that machines send: absence notices, receipts, robots. Answering one starts a loop (RFC 3834).

A person must never be taken for a machine in silence. What headers prove is a machine's; the rest is only worded like
one, where a mail says in its subject or first lines what machines say there. Whoever acts on that asks `is_proven`
first, and shows a person what is not.
"""

import re

from service.mail.kinds import machine_words, proof
from service.mail.reading.message import Attachment, InboundMail

FIRST_LINES, FIRST_WORDS, INVITATION = 5, 800, 4_000
IS_BULK, NAMES_ITS_PROGRAM = proof.says("Precedence", "bulk", "junk"), proof.has("X-Mailer", "User-Agent")


def is_automatic(mail: InboundMail, answers: bool = False) -> bool:
    """Whether a machine sent `mail`, or seems to; `answers`: it carries our reply tag, or names the mail it answers."""
    signs = (*WORDINGS, proof.of_a_machine, proof.nobody_reads, _begins_unread, _is_a_calendars)
    return any(sign(mail) for sign in signs) or _absent(mail, answers)


def is_proven(mail: InboundMail) -> bool:
    """Whether `mail` is a machine's beyond doubt, whatever its words are."""
    return _is_a_calendars(mail) or (proof.of_a_machine(mail) and not _may_be_sent_for_a_person(mail))


def _may_be_sent_for_a_person(mail: InboundMail) -> bool:
    """A rule of a mailbox that sends mail on marks it as its own; a relay loses the return path of an answer."""
    if machine_words.SENT_ON.match(mail.subject):
        return not proof.REPORT.match(mail.first("Content-Type"))
    signs = [sign for sign in proof.SIGNS if sign(mail)]
    return bool(machine_words.PERSONS_PREFIX.match(mail.subject)) and signs == [proof.NULL_PATH]


def _begins_unread(mail: InboundMail) -> bool:
    return proof.may_be_unread(mail) and not machine_words.PERSONS_PREFIX.match(mail.subject)


def _is_a_calendars(mail: InboundMail) -> bool:
    return not mail.text.strip() and any(map(_answers_an_invitation, mail.attachments))


def may_bring_a_form(mail: InboundMail) -> bool:
    """Whether a program sent it of its own accord, and nothing else is known of it: so do the portals and web forms in
    which people write."""
    return [sign for sign in proof.SIGNS if sign(mail)] == [proof.BY_ITSELF] and not any(one(mail) for one in WORDINGS)


def takes_no_answer(mail: InboundMail) -> bool:
    """Whether an answer would reach nobody, even if a person wrote it."""
    return proof.may_be_unread(mail) or IS_BULK(mail) or proof.BY_ITSELF(mail)


def is_an_absence(mail: InboundMail) -> bool:
    """Whether both its subject and its words are those of an absence notice: enough where it answers us."""
    return _absent(mail, answers=True) and _is_away(mail)


def _absent(mail: InboundMail, answers: bool) -> bool:
    """By its subject: where it begins as only programs write it, or as people write it too and the mail answers."""
    by_name, subject = machine_words.ABSENT_BY_NAME.match(mail.subject), mail.subject
    if machine_words.AUTOMATIC.match(subject):
        return True
    if by_name:
        return _shares_a_name(by_name["name"], mail.shown_name) and (answers or _is_away(mail))
    if machine_words.ABSENT_AT_THE_END.search(subject):
        return answers and _is_away(mail)
    return answers and bool(machine_words.ABSENT.match(subject))


def _is_away(mail: InboundMail) -> bool:
    return bool(machine_words.AWAY.search(mail.text[:FIRST_WORDS]))


def _shares_a_name(one: str, other: str) -> bool:
    """Whether the two names have a word in common, or one is not given: Lotus writes its owner's into the subject."""
    words = set(re.findall(r"\w{2,}", other.casefold()))
    return not words or not words.isdisjoint(re.findall(r"\w{2,}", one.casefold()))


def _says_both(mail: InboundMail) -> bool:
    """Whether subject and words together are those of a receipt, a recall, a digest: either may be a person's."""
    text = mail.text[:FIRST_WORDS]
    return any(subject.match(mail.subject) and words.search(text) for subject, words in machine_words.BOTH)


def _says_that_a_ticket_was_made(mail: InboundMail) -> bool:
    """People receive requests too; a ticket has its number."""
    text = mail.text[:FIRST_WORDS]
    numbered = machine_words.TICKET_NUMBER.search(f"{mail.subject}\n{text}")
    return bool(numbered and machine_words.TICKET.match(mail.subject) and machine_words.TICKET_SAYS.search(text))


def _answers_an_invitation(file: Attachment) -> bool:
    """Whether a file says that somebody comes or not (RFC 5546, 3.2.3): calendars write that, and no words with it."""
    return file.content_type.lower() == "text/calendar" and b"METHOD:REPLY" in file.content[:INVITATION]


def _says_that_it_is_a_robot(mail: InboundMail) -> bool:
    first = [line[:FIRST_WORDS] for line in mail.text.split("\n")[: 4 * FIRST_LINES] if line.strip()][:FIRST_LINES]
    if machine_words.PERSONS_PREFIX.match(mail.subject):
        return any(machine_words.ROBOT_OPENS.match(line) for line in first[:1])
    return any(machine_words.ROBOT_SAYS.search(line) for line in first)


def _is_written_once_for_all(mail: InboundMail) -> bool:
    return any(words.match(mail.text[:FIRST_WORDS]) for words in machine_words.CANNED)


def _is_bulk(mail: InboundMail) -> bool:
    """Old vacation programs call their answers bulk; so do programs that send a person's mail: those keep the thread of
    what it answers, or name themselves."""
    in_answer = machine_words.PERSONS_PREFIX.match(mail.subject) and not _is_away(mail)
    a_persons = in_answer and (mail.in_reply_to or mail.references or NAMES_ITS_PROGRAM(mail))
    return IS_BULK(mail) and not a_persons


WORDINGS: tuple[proof.Sign, ...] = (
    _is_bulk,
    _says_both,
    _says_that_a_ticket_was_made,
    _says_that_it_is_a_robot,
    _is_written_once_for_all,
)
