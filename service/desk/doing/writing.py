"""A coordinator writes to people of a case: to each a mail of their own, which tells them what they may have (ux.md
2.8), and which is shown word for word before it leaves.
"""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy.orm import Session

from service.bootstrap import Service
from service.desk.looking.looking import look
from service.desk.looking.messages import LEVELS, said
from service.errors import NotAllowed
from service.escalation.actors import Actor, Capacity
from service.escalation.coordinating import WrittenTo
from service.escalation.effects import Effect, Mail, person
from service.escalation.routing import Holder
from service.handle import Source, handle
from service.intake.by_desk.desk import Door, stage_of
from service.mail.sending.templates import render
from service.seam.access import Signed
from service.seam.desk_acts import Changed, Done, Option
from service.seam.desk_writing import AsSeen, Draft, Refused, WritePage
from service.store import cases, papers
from service.store.papers import Paper
from service.telling.disclosure import Told, told_of, without_names
from service.telling.errand import Errand
from service.telling.fields import values_for
from service.telling.recipients import as_holder, by_id

KIND = "message"


def write_page(service: Service, who: Signed, reference: str) -> WritePage | None:
    with look(service, who) as seen:
        errand = seen.find(reference)
        if errand is None:
            return None
        seen.note("looked at whom to write to", errand.case_id)
        people = tuple(
            Option(one.id, f"{said(one)}: {one.name}", f"{_domain(one)}, {LEVELS[_told(errand, one)]}")
            for one in _people(errand)
        )
        return WritePage(errand.case.reference, errand.case.version, people)


Foreseen = tuple[AsSeen, ...] | Refused | Changed | None


def foresee(service: Service, who: Signed, reference: str, draft: Draft) -> Foreseen:
    """Exactly what each of them will read; or what must not leave so. Raises NotAllowed for somebody else."""
    with look(service, who) as seen:
        errand = seen.find(reference)
        if errand is None:
            return None
        if errand.case.version != draft.seen_version:
            return Changed()
        return _refused(errand, draft) or tuple(_as_seen(errand, draft, one) for one in _chosen(errand, draft))


def send(service: Service, who: Signed, reference: str, draft: Draft) -> Done | Refused | Changed | None:
    door = Door(f"desk {draft.once}", draft.seen_version)
    with look(service, who) as seen:
        errand = seen.find(reference)
        if errand is None:
            return None
        if cases.is_known(seen.session, errand.case_id, door.name):
            return Done()
        if errand.case.version != draft.seen_version:
            return Changed()
        refused = _refused(errand, draft)
        if refused:
            return refused
        to = tuple(one.id for one in _chosen(errand, draft))
        kept = Paper(KIND, stage_of(errand), "", who.holder, {"subject": draft.subject, "said": draft.text})
        event = WrittenTo(seen.at, Actor(Capacity.COORDINATOR, "", who.holder), to)

    def beside(session: Session, case_id: str) -> None:
        papers.add(session, service.vault, case_id, kept, event.at)

    def told(effect: Effect) -> Effect:
        return _in_words(effect, draft) if isinstance(effect, Mail) and effect.kind == KIND else effect

    handle(service, event, errand.case_id, Source(door.name, who.holder, door.opens, beside, told))
    return Done()


def _people(errand: Errand) -> Iterator[Holder]:
    """Whoever was written to or is named on the case, and may know of it: each once."""
    written = (one for id in errand.written_to for one in by_id(errand, id).holders)
    named = (as_holder(errand, one) for one in errand.people)
    known = {one.id: one for one in (*written, *named) if one.email and _told(errand, one) is not Told.NOTHING}
    yield from known.values()


def _told(errand: Errand, holder: Holder) -> Told:
    return told_of(errand, Mail(KIND, person(holder.id)), holder)


def _chosen(errand: Errand, draft: Draft) -> list[Holder]:
    known = {one.id: one for one in _people(errand)}
    if not known.keys() >= set(draft.to):
        raise NotAllowed("Somebody whom you chose cannot be written to in this case now. Choose again.")
    return [known[id] for id in draft.to]


def _refused(errand: Errand, draft: Draft) -> Refused | None:
    """A subject names no child at all; the text names them to those alone who may have it, unless it is shortened."""
    subject = _names_a_child(errand, draft.subject)
    in_text = _names_a_child(errand, draft.text) and not draft.shortened
    people = [one for one in _chosen(errand, draft) if in_text and _told(errand, one) is not Told.FULL]
    return Refused(subject, tuple(said(one) for one in people)) if subject or people else None


def _names_a_child(errand: Errand, words: str) -> bool:
    return without_names(errand, Told.NOTHING, words) != words


def _in_words(mail: Mail, draft: Draft) -> Mail:
    return replace(mail, values={"title": draft.subject, "say": draft.text})


def _as_seen(errand: Errand, draft: Draft, holder: Holder) -> AsSeen:
    mail = _in_words(Mail(KIND, person(holder.id)), draft)
    subject, body = render(KIND, values_for(errand, mail, holder, ""))
    return AsSeen(said(holder), _domain(holder), LEVELS[_told(errand, holder)], subject, body)


def _domain(holder: Holder) -> str:
    return holder.email.rpartition("@")[2]
