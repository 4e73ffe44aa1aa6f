"""A mail that came, opened at the desk: why it waits, what it says, what its sender wrote before, where it belongs."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import PurePath

from service.bootstrap import Service
from service.desk.looking.looking import Look, look
from service.desk.looking.messages import BECAME
from service.desk.looking.saying import age, size_in_words
from service.desk.showing import wrote
from service.intake.by_desk import passing_on, releasing
from service.intake.by_desk.releasing import Looked
from service.intake.by_mail import mails
from service.mail.authority import authentication
from service.mail.clamd import Verdict
from service.mail.kinds.sift import answers_us
from service.mail.replies.quoted import Written
from service.seam.access import Signed
from service.seam.desk_mails import Attached, EarlierMail, File, MailPage, Suggested
from service.store import filed, held
from service.store.filed import MOVABLE, RELEASABLE, Filed, Standing

MANY = 20  # earlier mails of one sender that are listed
SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}")
PROOF = {
    "pass": "Yes. Our mail system checked that it came from this address.",
    "fail": "No. Our mail system found that it did not come from this address.",
}
NO_PROOF = "Not known. Our mail system could not check that it came from this address."


def mail_page(service: Service, who: Signed, id: str) -> MailPage | None:
    """The mail, read; that it was opened, and by whom, is audited first. None where this partnership has none."""
    if not _is_here(service, who, id):
        return None
    opened = releasing.look(service, id, who.officer_id, "")
    with look(service, who) as seen:
        standing, ended = filed.standing(seen.session, id), filed.ended(seen.session, id)
        return _page(seen, standing, ended, opened) if standing else None


def file_of(service: Service, who: Signed, id: str, number: int) -> File | None:
    """Raises NotNow for a file that is none, or is withheld."""
    if not _is_here(service, who, id):
        return None
    opened = releasing.look(service, id, who.officer_id, f"file {number}" if number else "the mail as it came")
    if not number and opened.mail.raw:
        return File(f"message-{id[:8]}.eml", opened.mail.raw)
    content, suffix = opened.file(number), PurePath(opened.mail.attachments[number - 1].name).suffix
    return File(f"message-{id[:8]}-{number}{suffix if SUFFIX.fullmatch(suffix) else '.bin'}", content)


def decide(service: Service, who: Signed, id: str, decision: str, why: str, reference: str) -> str | None:
    """What came of it, in a sentence. Raises NotNow, NotAllowed, NoSuchCase."""
    if not _is_here(service, who, id) or (reference and not _has_case(service, who, reference)):
        return None
    if decision == "to":
        return releasing.file_with(service, id, reference, who.officer_id, why)
    return DECISIONS[decision](service, id, who.officer_id, why)


DECISIONS: Mapping[str, Callable[[Service, str, str, str], str]] = {
    "accept": releasing.accept,
    "as-new": releasing.open_new,
    "refuse": releasing.refuse,
    "put-back": releasing.put_back,
    "again": lambda service, id, name, why: releasing.again(service, id, name),
}


def _is_here(service: Service, who: Signed, id: str) -> bool:
    """Whether it came to a mailbox of this partnership, and lies with no case of another one."""
    with look(service, who) as seen:
        standing = filed.standing(seen.session, id)
        if standing is None or mails.partnership_of(service, standing.mailbox) != who.partnership:
            return False
        its = [ref for ref, id in held.references(seen.session, who.partnership).items() if id == standing.case_id]
        return standing.case_id is None or bool(seen.may_see_all_of(its))


def _has_case(service: Service, who: Signed, reference: str) -> bool:
    with look(service, who) as seen:
        return seen.find(reference) is not None


def _page(seen: Look, standing: Standing, ended: Filed | None, opened: Looked) -> MailPage:
    mail, session = opened.mail, seen.session
    boxes = [box.address for box in seen.service.config.mailboxes if box.partnership == seen.partnership]
    waiting = next((one for one in filed.held(session, boxes) if one.id == standing.id), None)
    came = ended.arrived_at if ended else seen.at
    reference = _reference(seen, standing)
    errand = seen.find(reference) if reference else None
    writer, own_words = wrote.writer_of(seen, errand, standing, mail.sender or ""), Written(mail.text).in_context
    return MailPage(
        id=standing.id,
        waits=standing.disposition in RELEASABLE,
        urgent=bool(waiting and waiting.urgent),
        became=BECAME[standing.disposition],
        reason=ended.reason if ended else "",
        arrived=came,
        age=age(came, seen.at),
        sender=mail.sender or mail.shown_address or "in doubt",
        proof=PROOF.get(authentication(mail, seen.service.receiving_host), NO_PROOF),
        subject=mail.subject,
        text=own_words or mail.text,
        whole=mail.text if own_words and own_words.split() != mail.text.split() else "",
        written_by=wrote.in_words(seen, writer) if writer else None,
        decided=wrote.decided(seen, standing.id),
        may_call=wrote.may_call(errand),
        call=wrote.owed_by(errand, writer) if errand and writer else "",
        defects=mail.defects,
        files=tuple(_files(opened)),
        suggestions=_suggested([one for one in held.suggestions(session, standing.id) if seen.find(one[0])]),
        earlier=tuple(
            EarlierMail(one.arrived_at, BECAME[one.disposition], one.reference if seen.find(one.reference) else "")
            for one in held.with_mark(session, boxes, standing.id, "sender")[:MANY]
        ),
        reference=reference,
        may=tuple(_may(seen, standing, opened)),
        told=passing_on.is_told(seen.occasion, standing.id),
        would_tell=_would_tell(seen, standing, opened, came),
    )  # fmt: skip


def _may(seen: Look, standing: Standing, opened: Looked) -> Iterator[str]:
    """The keys of what can be decided about it now."""
    if not opened.mail.raw:
        return
    if standing.disposition in MOVABLE:
        yield "to"
    if standing.disposition in RELEASABLE:
        if answers_us(opened.mail, mails.known(seen.service)) and not _is_between_two(seen, standing):
            yield "accept"
        yield from ("as-new", "again", "refuse")
    elif standing.disposition in MOVABLE:
        yield "put-back"


def _is_between_two(seen: Look, standing: Standing) -> bool:
    """Whether it waits with a case between two colleagues, where no coordinator accepts a word for either."""
    errand = seen.find(_reference(seen, standing))
    return errand is not None and errand.case.between_two


def _would_tell(seen: Look, standing: Standing, opened: Looked, came: datetime) -> bool:
    """Whether its sender would hear that it was passed on, were it put with a case now."""
    if standing.disposition != "held":
        return False
    writer = passing_on.written_by(seen.service, opened.mail, came)
    return passing_on.would_tell(seen.occasion, standing.id, writer)


def _reference(seen: Look, standing: Standing) -> str:
    known = held.references(seen.session, seen.partnership)
    return next((reference for reference, id in known.items() if id == standing.case_id), "")


def _suggested(found: list[tuple[str, str]]) -> tuple[Suggested, ...]:
    whys: dict[str, list[str]] = {}
    for reference, why in found:
        whys.setdefault(reference, []).append(why)
    most_first = sorted(whys.items(), key=lambda one: -len(one[1]))
    return tuple(Suggested(reference, tuple(several)) for reference, several in most_first)


def _files(opened: Looked) -> Iterator[Attached]:
    for number, file in enumerate(opened.mail.attachments, start=1):
        scan = opened.found_in(number)
        withheld = "It is infected, and is withheld." if scan.startswith(Verdict.INFECTED) else ""
        yield Attached(number, file.name, file.kind, size_in_words(len(file.content)), scan, withheld, file.could_run)
