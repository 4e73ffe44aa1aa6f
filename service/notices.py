"""Mails that belong to no case: to a coordinator about a held mail, and the fixed answer to an unknown sender.

They carry level L0 (ux.md 2.8): nothing of what was written to us, and nobody's name.
"""

from collections.abc import Mapping
from typing import Any

from service.fields import NOTHING, of_the_partnership
from service.letter import DEADLINE
from service.mail.address import message_id
from service.mail.sending.compose import Draft, compose
from service.mail.sending.templates import render
from service.occasion import Occasion
from service.store import outbox
from service.store.letters import Letter


def notice(occasion: Occasion, kind: str, to: str, key: str, values: Mapping[str, Any]) -> bool:
    """Put a mail without a case into the outbox, once for each `key`; False when it was there already."""
    service, its, now = occasion.service, occasion.its, occasion.service.clock.real()
    mailbox = service.mailbox_of(its.key)
    box = mailbox.address if mailbox else its.mailbox
    of_its_own = {"received": occasion.at, **values}
    shown = {**NOTHING, **of_the_partnership(its, service.config.base_url, occasion.day), **of_its_own}
    subject, body = render(kind, shown)
    id = message_id(service.vault.keys.message_id, box.partition("@")[2])
    draft = Draft(its.service_name, box, to, subject, body, id, now, reply_to=box)
    letter = Letter(f"{kind}:{key}", None, "", "", kind, 5, box, to, compose(draft), id, now, now + DEADLINE)
    return outbox.queue(occasion.session, service.vault, letter, now) is not None
