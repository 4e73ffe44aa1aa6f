"""A case that goes where a test wants it, a directory that lets people have more, and one mail written on its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from service.bootstrap import stored_procedure
from service.carry_out import carry_out
from service.demo import directory as demo
from service.escalation.effects import Mail
from service.escalation.events import Event
from service.handle import Source, handle
from service.store import cases, directory
from service.telling.errand import Errand
from tests.intake.house import House

FROM_LIVERPOOL = {
    "area": "Liverpool", "stage": "3", "your_agency": "Cobalt Street Primary School",
    "your_email": "misty.hoarding@cobalt-street.example", "lead_email": "amber.cornice@cobalt-street.example",
    "their_agency": "Vermilion Hospitals Trust",
}  # fmt: skip
MISTY = FROM_LIVERPOOL["your_email"]
FLINT, HOLLY = "flint.balustrade@cobalt-street.example", "holly.rotunda@vermilion-health.example"
UMBER, RUSSET = "umber.compass@liverpool-partnership.example", "russet.barometer@liverpool-partnership.example"


def let_have(house: House, level: str, *addresses: str, partnership: str = "sefton") -> None:
    """The directory again, with that level for these officers; for all of them, where none is named."""
    text = demo.PARTNERSHIPS.with_name(f"directory-{partnership}.csv").read_text("utf-8")
    lines = [
        line.replace(",L1,", f",{level},") if not addresses or any(one in line for one in addresses) else line
        for line in text.splitlines()
    ]
    service = house.service
    with service.sessions.begin() as session:
        kinds = service.procedure_of(partnership).kinds
        directory.load(session, partnership, "\n".join(lines), house.moment.now, kinds)


def happens(house: House, reference: str, event: Event) -> None:
    """The event, by the one way in."""
    with house.service.sessions.begin() as session:
        case_id = cases.id_of(session, reference)
    handle(house.service, event, case_id, Source("a test", "a test", lambda session, case_id: True))


@contextmanager
def errand_of(house: House, reference: str, **changes: Any) -> Iterator[Errand]:
    """An errand of that case as it stands, or as it would with these changes."""
    with house.service.sessions.begin() as session:
        case_id = cases.id_of(session, reference)
        case = replace(cases.load(session, case_id, stored_procedure), **changes)
        yield Errand(house.service, session, case_id, case, house.moment.now)


def post(house: House, reference: str, *mails: Mail, **changes: Any) -> None:
    """These mails written and put into the outbox, as the case stands or would stand with these changes."""
    with errand_of(house, reference, **changes) as errand:
        for mail in mails:
            carry_out(errand, mail)
