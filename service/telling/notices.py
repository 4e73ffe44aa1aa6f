"""Mails that belong to no case: to a coordinator about a held mail, and the fixed answer to an unknown sender.

They carry level L0 (ux.md 2.8): nothing of what was written to us, and nobody's name.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from service.mail.address import message_id, tagged
from service.mail.sending.compose import Draft, Enclosure, compose
from service.mail.sending.templates import render
from service.store import outbox
from service.store.letters import Letter
from service.store.people import address_digest
from service.telling import breaker
from service.telling.fields import NOTHING, of_the_partnership
from service.telling.occasion import Occasion

DEADLINE = timedelta(hours=4)  # a mail that has not left by then is somebody's to look at (F44)


def notice(
    occasion: Occasion, kind: str, to: str, key: str, values: Mapping[str, Any], token: str = "",
    enclosed: Enclosure | None = None,
) -> bool:  # fmt: skip
    """Put a mail without a case into the outbox, once for each `key`; False when it was there already. By `token` its
    answer is known."""
    service, its, now = occasion.service, occasion.its, occasion.service.clock.real()
    mailbox = service.mailbox_of(its.key)
    box = mailbox.address if mailbox else its.mailbox
    of_its_own = {"received": occasion.at, **values}
    shown = {**NOTHING, **of_the_partnership(its, service.config.base_url, occasion.day), **of_its_own}
    subject, body = render(kind, shown)
    id = message_id(service.vault.keys.message_id, box.partition("@")[2])
    reply_to = tagged(box, token) if token else box
    draft = Draft(its.service_name, box, to, subject, body, id, now, reply_to=reply_to, enclosed=enclosed)
    letter = Letter(f"{kind}:{key}", None, "", "", kind, 5, box, to, compose(draft), id, now, now + DEADLINE)
    return put_out(occasion, letter)


def put_out(occasion: Occasion, letter: Letter, reference: str = "", reader: str = "somebody of no case") -> bool:
    """Into the outbox, the only way out; False when it was there already. An automatic answer too many is kept there,
    and the coordinators are told."""
    service, session, now = occasion.service, occasion.session, occasion.service.clock.real()
    digest = address_digest(service.vault, letter.rcpt_to)
    stopped = breaker.stops(session, service.config, letter, digest, now)
    is_new = outbox.queue(session, service.vault, letter, now, stopped.why if stopped else "") is not None
    if stopped:
        whom = digest if stopped.by_one else "all"
        told = {"to": reader, "say": reference} if stopped.by_one else {}
        for address in occasion.coordinators:
            notice(occasion, "answers_stopped", address, f"{reference}:{whom}:{occasion.day}:{address}", told)
    return is_new
