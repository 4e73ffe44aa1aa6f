"""A link that was passed on (ux.md 1.6, L9): whoever answers for somebody else says who they are, and a coordinator
accepts it.

It is kept as their reply by mail would be, unproven: so it waits with those of colleagues who answered from another
address, is told of as they are, and is accepted or refused in the same way. It moves nothing by itself.
"""

from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import uuid4

from service.bootstrap import Service
from service.intake.answering.answers import IN_A_WORD
from service.intake.answering.linked import Linked, find
from service.mail.address import tagged
from service.seam.link_pages import Given, StandIn
from service.store import inbox, tokens
from service.store.inbox import Arrival
from service.store.people import address_digest
from service.store.tokens import Grant

AT_RISK = "The child is at immediate risk."
SAID = {"agreed": "What we agreed", "reason": "Why it is not resolved", "tried": "What we have tried"}
SAID |= {"actions": "Who will do what, by when", "settled_on": "When we settled it", "taken_on_by": "Who takes it on"}


def answer_for(service: Service, token: str, by: StandIn, given: Given) -> bool:
    """Keep the answer for a coordinator. False, and nothing kept, where the link offers it to nobody else."""
    at = service.clock.now()
    with service.sessions.begin() as session:
        linked = find(service, session, token, at)
        if linked is None or given.choice not in by_others(linked):
            return False
        mail = _mail(linked, by, given)
        arrival = Arrival(_mailbox(linked), mail.as_bytes(), 0, 0, service.clock.real())
        inbox.capture(session, service.vault, arrival, service.clock.real())
        linked.note("somebody answered for them")
    return True


def by_others(linked: Linked) -> tuple[str, ...]:
    """Of what the link offers, the answers that have a word: those a colleague could send by mail. Of what is between
    two colleagues none: nobody answers for either."""
    if linked.errand.case.between_two:
        return ()
    return tuple(value for value, _ in linked.choices if value in IN_A_WORD)


def _mailbox(linked: Linked) -> str:
    errand = linked.errand
    box = errand.service.mailbox_of(errand.case.partnership)
    return box.address if box else errand.partnership.mailbox


def _mail(linked: Linked, by: StandIn, given: Given) -> EmailMessage:
    errand, now, box = linked.errand, linked.errand.service.clock.real(), _mailbox(linked)
    grant = Grant(
        errand.case_id, linked.stage, linked.grant.recipient, "reply", address_digest(errand.service.vault, by.email),
        None,
    )  # fmt: skip
    mail = EmailMessage()
    mail["From"] = f"{_quoted(by.name)} <{by.email}>"
    mail["To"] = tagged(box, tokens.issue(errand.session, grant, now))
    mail["Subject"] = f"{errand.case.reference}: answered for somebody else, on the page"
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = f"<{uuid4().hex}@{box.partition('@')[2]}>"
    mail.set_content("\n".join(_lines(given)))
    return mail


def _quoted(name: str) -> str:
    plain = name.replace("\\", "").replace('"', "")
    return f'"{plain}"'


def _lines(given: Given) -> Iterator[str]:
    day = f" {given.on:%-d %B %Y}" if given.on else ""
    yield f"{IN_A_WORD[given.choice]}{day}{given.clock.strftime(' %H:%M') if given.clock else ''}"
    yield ""
    answers: Mapping[str, str] = given.answers or {}
    if answers.get("risk") == "immediate":
        yield AT_RISK
    if given.detail:
        yield given.detail
    for key, called in SAID.items():
        if answers.get(key):
            yield f"{called}: {answers[key]}"
