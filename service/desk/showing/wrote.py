"""Who wrote a message that is opened, with their number of the directory, what they owe, and what was decided of it."""

from collections.abc import Mapping

from service.desk.looking.looking import Look
from service.desk.looking.timeline import of_the_team
from service.desk.looking.writers import Writer, writers
from service.desk.showing.case import acts_of, recorded_at
from service.escalation.effects import Mail, ower
from service.escalation.routing import Holder, holder
from service.seam.desk_mails import Decided, WrittenBy
from service.store import audit
from service.store.filed import Standing
from service.telling.errand import Errand
from service.telling.recipients import recipients

CALL = "call"
DECIDED: Mapping[str, str] = {  # the audit's word for it: what the page says
    "filed a mail": "put it with the case",
    "refused a mail": "refused it",
    "put a mail back": "put it back, to wait for a person again",
    "accepted a reply in its holder's name": "accepted it, as if whoever we wrote to had sent it",
    "opened a mail as a new case": "had it read as a new disagreement",
    "released": "had it read once more",
}


def writer_of(seen: Look, errand: Errand | None, standing: Standing, address: str) -> Writer | None:
    """By the case that it is with; of what is with none by the directory alone."""
    found = writers(errand, [standing.id]).get(standing.id) if errand else None
    listed = [] if found and found.is_them else _listed(seen, address)
    return Writer(listed[0], is_them=True) if listed else found


def _listed(seen: Look, address: str) -> list[Holder]:
    known = (holder(seen.occasion.directory, id) for id in seen.occasion.holders_at(address))
    return [one for one in known if one]


def in_words(seen: Look, writer: Writer) -> WrittenBy:
    one = writer.holder
    who = f"{one.name}, {one.post or 'practitioner'}{' (deputy)' if one.deputy else ''}, {one.agency}"
    return WrittenBy(who, _number(seen, one), writer.is_them)


def _number(seen: Look, one: Holder) -> str:
    """Of the directory: a number that came on a form proves nothing."""
    if not one.id.startswith("person:"):
        return one.telephone
    return next((listed.telephone for listed in _listed(seen, one.email) if listed.telephone), "")


def owed_by(errand: Errand, writer: Writer) -> str:
    """The id of what its writer owes and a call records; empty where that is nothing."""
    for duty in errand.case.owed:
        owers = recipients(errand, Mail("task", ower(duty.id))).holders
        if recorded_at(errand.case, duty) == CALL and writer.holder.id in {one.id for one in owers}:
            return duty.id
    return ""


def may_call(errand: Errand | None) -> bool:
    return errand is not None and CALL in set(acts_of(errand.case))


def decided(seen: Look, id: str) -> Decided | None:
    """What was decided last, unless a mail is not decided about yet."""
    chain = f"partnership:{seen.partnership}"
    found = [entry for action in DECIDED if (entry := audit.last_of(seen.session, chain, action).get(id))]
    if not found:
        return None
    last = max(found, key=lambda entry: entry.seq)
    who = of_the_team(seen.occasion.directory, last.actor) or "Somebody who is no longer in the directory"
    return Decided(f"{who}, {DECIDED[last.action]}", last.at)
