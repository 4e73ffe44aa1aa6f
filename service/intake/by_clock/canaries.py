"""The day's canaries: for each mailbox a mail that must come round, and a forged one that must not be believed.

They leave by the outbox and come back by the mailbox, as all mail does, and end there as our own. They go by real
time: the demo's clock may be turned by weeks. A forged mail that the host refuses was kept out, which is as good; one
that it took and that never came in has proved nothing.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from service.bootstrap import Service
from service.escalation.calendar import local_day, moment
from service.intake.by_clock import mailbox_trouble
from service.mail import canary
from service.mail.authority import Authentication
from service.mail.canary import FORGED, KINDS, PLAIN, Canary, Kind
from service.store import filed, keeping, outbox
from service.store.letters import Letter, Progress
from service.telling.notices import DEADLINE

A_DAY = timedelta(days=1)
LAST = 9  # the priority of what nobody waits for

LOST = (
    "A mail that we wrote to our own mailbox left, and did not come back in time. Replies may be lost in the same way. "
    "Look for it among the mailbox's junk, and ask the mail host."
)
NOT_SENT = "A mail that we wrote to our own mailbox could not be sent in time. No mail may be leaving."
VANISHED = (
    "The mail host took a forged mail that we tried it with, and it came neither in nor back. Look for it among the "
    "mailbox's junk, and ask the mail host: until it comes in, nobody knows whether a forged reply would be believed."
)
NOT_TRIED = (
    "The forged mail that we try the mail host with every day could not be sent in time: nobody knows whether a "
    "forged reply would be believed. See whether the host's door for mail from outside can be reached."
)
BELIEVED = (
    "The mail host vouched for a forged mail: replies cannot be trusted until that is put right. It must strike out "
    "the Authentication-Results that come with a mail."
)
CALLED_FORGED = "The mail host calls our own mail forged (dmarc=fail). Other hosts may, and then nobody reads it."
NOT_CONFIRMED = (
    "The mail host no longer confirms who sent a mail, as it used to. While it does not, replies are held and do not "
    "act."
)


def send_one(service: Service) -> bool:
    """Write the next canary of today, once its time has come; False when all are written."""
    config, now = service.config, service.clock.real()
    today = local_day(now)
    if config.canary_at is None or now < moment(today, config.canary_at):
        return False
    with service.sessions.begin() as session:
        lately = outbox.of_kinds(session, KINDS, now - A_DAY)
        written = {(one.recipient, one.kind) for one in lately if local_day(one.queued_at) == today}
        wanted = ((box.address, kind) for box in config.mailboxes for kind in KINDS)
        for mailbox, kind in wanted:
            if (mailbox, kind) not in written:
                letter = _letter(_canary(service, mailbox, kind), today, now)
                outbox.queue(session, service.vault, letter, now)
                break
        else:
            return False
    service.bell.ring()
    return True


def judge_one(service: Service, judged: set[str]) -> bool:
    """Settle one canary that has come, or is overdue; False when there is none. `judged` are those settled before."""
    now = service.clock.real()
    overdue = now - timedelta(seconds=service.config.canary_within)
    with service.sessions.begin() as session:
        open_ones = [one for one in outbox.of_kinds(session, KINDS, now - A_DAY) if one.message_id not in judged]
    for one in open_ones:
        raw = _come_back(service, one)
        if raw is not None or one.queued_at <= overdue:
            _tell(service, one, _verdict(service, one, raw))
            judged.add(one.message_id)
            return True
    return False


def _canary(service: Service, mailbox: str, kind: Kind) -> Canary:
    key, now = service.vault.keys.message_id, service.clock.real()
    if kind == PLAIN:
        return canary.plain(mailbox, key, now)
    return canary.forged(mailbox, key, now, service.config.canary_from, service.receiving_host)


def _letter(mail: Canary, today: date, now: datetime) -> Letter:
    """One of each kind a day, though two clocks write at once."""
    return Letter(
        f"{mail.kind}:{mail.mailbox}:{today}", None, mail.mailbox, "", mail.kind, LAST, mail.mailbox, mail.mailbox,
        mail.mime, mail.message_id, now, now + DEADLINE,
    )  # fmt: skip


def _come_back(service: Service, one: Progress) -> bytes | None:
    with service.sessions.begin() as session:
        ours = filed.own_since(session, service.vault, one.recipient, one.queued_at)
    return next((raw for raw in ours if one.message_id.encode() in raw), None)


def _verdict(service: Service, one: Progress, raw: bytes | None) -> str:
    """What is wrong, in sentences; empty where all is as it should be."""
    if raw is None:
        return MISSING[one.kind](one)
    return JUDGED[one.kind](service, one.recipient, canary.verdict_on(raw, service.receiving_host))


def _ours_is_missing(one: Progress) -> str:
    return LOST if one.state == "sent" else NOT_SENT


def _the_forged_is_missing(one: Progress) -> str:
    """What the host would not have, at its door or afterwards, is as it should be."""
    if one.state == "failed" or one.bounced_at:
        return ""
    return VANISHED if one.state == "sent" else NOT_TRIED


MISSING: Mapping[str, Callable[[Progress], str]] = {PLAIN: _ours_is_missing, FORGED: _the_forged_is_missing}


def _of_ours(service: Service, mailbox: str, verdict: Authentication) -> str:
    """A host that says nothing of our own mail may say it of others'; one that used to has changed its ways."""
    if verdict == "fail":
        return CALLED_FORGED
    with service.sessions.begin() as session:
        if verdict == "none":
            return NOT_CONFIRMED if keeping.confirms(session, mailbox) else ""
        keeping.keep_confirmed(session, mailbox)
    return ""


def _of_the_forged(service: Service, mailbox: str, verdict: Authentication) -> str:
    return BELIEVED if verdict == "pass" else ""


JUDGED: Mapping[str, Callable[[Service, str, Authentication], str]] = {PLAIN: _of_ours, FORGED: _of_the_forged}


def _tell(service: Service, one: Progress, what: str) -> None:
    if what:
        mailbox_trouble.tell(service, service.partnership_at(one.recipient), f"{one.kind}:{one.recipient}", what)
