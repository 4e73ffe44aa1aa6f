"""Which cases a held mail may belong to, each with what speaks for it; a person chooses.

Only cases of the partnership whose mailbox it came to, and never a child's name: that the name of a child of the case
stands in the mail is known by keyed digests alone.
"""

import re
from collections.abc import Callable, Iterator

from forms.reference import named_in
from service.intake.by_mail.inbound import Inbound
from service.mail.address import is_ours
from service.store import held, outbox
from service.store.held import Suggestion
from service.store.people import address_digest, name_digest
from service.telling.occasion import Occasion

READ = 20_000  # characters of a mail that are looked through
LONGEST_NAME = 4  # words
MOST = 6  # cases for one reason: more of them help nobody to choose
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

Finds = Callable[[Inbound, Occasion], Iterator[Suggestion]]


def suggestions(inbound: Inbound, occasion: Occasion) -> list[Suggestion]:
    return [found for finds in REASONS for found in [*finds(inbound, occasion)][:MOST]]


def _reference(inbound: Inbound, occasion: Occasion) -> Iterator[Suggestion]:
    known = held.references(occasion.session, occasion.partnership)
    text = f"{inbound.mail.subject}\n{inbound.mail.text[:READ]}"
    for reference, written in named_in(text, known).items():
        exact = written.upper() == reference
        yield Suggestion(known[reference], "It names this reference." if exact else f"It names {written}, nearly this.")


def _thread(inbound: Inbound, occasion: Occasion) -> Iterator[Suggestion]:
    """It answers a mail of ours, or one that was filed with a case."""
    service, mail, session = inbound.service, inbound.mail, occasion.session
    named = dict.fromkeys((*mail.in_reply_to, *mail.references))
    ours = (outbox.by_message_id(session, id.lower()) for id in named if is_ours(service.vault.keys.message_id, id))
    answered = [sent.case_id for sent in ours if sent and sent.case_id]
    digests = [service.vault.digest("message", id.encode()) for id in named]
    beside = held.cases_of_marks(session, occasion.partnership, "message", digests)
    within = held.references(session, occasion.partnership).values()
    for case_id in dict.fromkeys(answered):
        if case_id in within:
            yield Suggestion(case_id, "It answers a mail of this case.")
    yield from (Suggestion(case_id, "It belongs to a thread that was filed there.") for case_id in beside)


def _subject(inbound: Inbound, occasion: Occasion) -> Iterator[Suggestion]:
    digest = inbound.marks.get("subject", "")
    for case_id in held.cases_of_marks(occasion.session, occasion.partnership, "subject", [digest]):
        yield Suggestion(case_id, "A mail with the same subject was filed there.")


def _sender(inbound: Inbound, occasion: Occasion) -> Iterator[Suggestion]:
    sender, session = inbound.mail.sender, occasion.session
    if not sender:
        return
    digest = address_digest(inbound.service.vault, sender)
    for case_id in held.cases_of_person(session, occasion.partnership, digest, occasion.holders_at(sender)):
        yield Suggestion(case_id, "Its sender takes part in this case.")
    for case_id in held.cases_of_marks(session, occasion.partnership, "sender", [digest]):
        yield Suggestion(case_id, "A mail from the same sender was filed there.")


def _child(inbound: Inbound, occasion: Occasion) -> Iterator[Suggestion]:
    words = WORD.findall(f"{inbound.mail.subject}\n{inbound.mail.text[:READ]}")
    names = {
        " ".join(words[first : first + length])
        for first in range(len(words))
        for length in range(2, LONGEST_NAME + 1)
    }
    digests = [name_digest(inbound.service.vault, name) for name in names]
    for case_id in held.cases_of_children(occasion.session, occasion.partnership, digests):
        yield Suggestion(case_id, "It names whom this case is about.")


REASONS: tuple[Finds, ...] = (_reference, _thread, _child, _sender, _subject)
