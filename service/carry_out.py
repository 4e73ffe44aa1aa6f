"""Effects carried out, inside the transaction of the event that called for them.

A mail is written to whoever holds the role today, rendered whole, and becomes a row of the outbox;
a reminder and a line of history become rows. Nobody to write to: the coordinator is told why.
"""

from collections.abc import Callable, Mapping
from typing import Any

from service.escalation.effects import COORDINATOR, Effect, Mail, Record, Remind
from service.escalation.routing import Holder
from service.store import audit, reminders
from service.telling.errand import Errand
from service.telling.letter import write
from service.telling.recipients import recipients
from service.telling.wording import owed_by


def carry_out(errand: Errand, effect: Effect) -> None:
    CARRIED_OUT[type(effect)](errand, effect)


def _mail(errand: Errand, mail: Mail) -> None:
    found = recipients(errand, mail)
    for holder in found.holders:
        if _asks_only_to_tell_the_told(errand, mail, holder):
            _record(errand, Record(f"A reminder for {mail.duty} was not sent: their own people have been told"))
        else:
            write(errand, mail, holder)
    if not found.holders and found.why:
        _nobody(errand, mail, found.why)


def _asks_only_to_tell_the_told(errand: Errand, mail: Mail, holder: Holder) -> bool:
    """Whether a reminder of something without a date asks for nothing but to take it to people who had our mail."""
    if (mail.kind, mail.values.get("kind")) != ("reminder", "review"):
        return False
    owed = owed_by(errand, mail, holder)
    return bool(owed) and all(one.told for one in owed)


def _nobody(errand: Errand, mail: Mail, why: str) -> None:
    """A missing cell fails loudly to the coordinator (decision 28), never silently."""
    _record(errand, Record(f"{mail.kind} went to the coordinator: {why}"))
    told = Mail("could_not_route", COORDINATOR, stage=mail.stage, duty=mail.duty, values={"why": why})
    for holder in recipients(errand, told).holders:
        write(errand, told, holder)


def _remind(errand: Errand, remind: Remind) -> None:
    reminders.add(errand.session, errand.case_id, remind.duty, remind.kind, remind.at)


def _record(errand: Errand, record: Record) -> None:
    audit.record(
        errand.session, errand.service.vault, f"case:{errand.case_id}", at=errand.at, actor="the procedure",
        action="recorded", detail={"says": record.says},
    )


CARRIED_OUT: Mapping[type[Effect], Callable[[Errand, Any], None]] = {Mail: _mail, Remind: _remind, Record: _record}
