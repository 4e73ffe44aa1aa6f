"""What the desk's pages show and do where something that was written is corrected or removed (C15)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms import Choices
from service.bootstrap import Service
from service.desk.doing.recalling import carrying
from service.desk.looking.files import kind_of
from service.desk.looking.looking import Look, look
from service.desk.looking.timeline import who_is
from service.errors import NotAllowed
from service.intake.answering.record import REMOVED, TITLES, written
from service.intake.by_desk import correcting
from service.intake.by_desk.correcting import CORRECTED, STRUCK, Asked, Plan
from service.intake.by_desk.desk import Door, is_the_partnerships_to_read
from service.intake.raising.choices import offered
from service.seam.access import NeedsReason, Signed
from service.seam.desk_acts import Changed
from service.seam.desk_correcting import (
    Before,
    Correction,
    CorrectPage,
    Entry,
    EntryPage,
    Foreseen,
    Mended,
    Part,
    Wrong,
)
from service.store import audit, cases, documents, filed, papers
from service.store.papers import Paper
from service.telling.errand import Errand

MESSAGE, DOCUMENT = "A message that came in", "A document that was added when it was raised"
ALL_OF_IT = "All of it"


@dataclass(frozen=True)
class CorrectingOf:
    """The door of these pages."""

    service: Service

    def entries(self, who: Signed, reference: str) -> CorrectPage | None:
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None:
                return None
            seen.note("looked at what can be corrected", errand.case_id)
            found = sorted(_entries(errand), key=lambda one: one.at, reverse=True)
            return CorrectPage(errand.case.reference, tuple(found), len(_corrected(errand)))

    def entry(self, who: Signed, reference: str, key: str, why: str) -> EntryPage | NeedsReason | None:
        choices = offered(self.service, who.partnership)
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            entry = _find(errand, key) if errand else None
            if errand is None or entry is None:
                return None
            early, paper = not is_the_partnerships_to_read(errand.case), _paper(errand, key)
            if paper and early and not why:
                return NeedsReason()
            _opened(seen, errand, key, {"why": why, "before_its_stage": early})
            parts = tuple(_parts(errand, paper, choices)) if paper else ()
            return EntryPage(errand.case.reference, errand.case.version, entry, parts)

    def foresee(self, who: Signed, reference: str, asked: Correction) -> Foreseen | Wrong | Changed | None:
        choices = offered(self.service, who.partnership)
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None or _find(errand, asked.entry) is None:
                return None
            if errand.case.version != asked.seen_version:
                return Changed()
            planned = _planned(errand, asked, choices)
            if isinstance(planned, str):
                return Wrong(planned)
            label = _label(errand, asked, choices)
            was, now = (planned.was, planned.now) if planned else (ALL_OF_IT, REMOVED)
            return Foreseen(label, was, now, tuple(_follows(planned, asked)))

    def correct(self, who: Signed, reference: str, asked: Correction) -> Mended | Wrong | Changed | None:
        choices, door = offered(self.service, who.partnership), Door(f"desk {asked.once}", asked.seen_version)
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None or _find(errand, asked.entry) is None:
                return None
            if cases.is_known(seen.session, errand.case_id, door.name):
                return Mended(left=False)
            if errand.case.version != asked.seen_version:
                return Changed()
            planned = _planned(errand, asked, choices)
            if isinstance(planned, str):
                return Wrong(planned)
            whole = Asked(asked.entry, asked.part, asked.why, planned)
            act = correcting.prepared(self.service, errand, whole, door)
        act()
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            return Mended(left=errand is not None and bool(carrying(errand)))

    def before(self, who: Signed, reference: str, why: str) -> tuple[Before, ...] | None:
        choices = offered(self.service, who.partnership)
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None:
                return None
            _opened(seen, errand, "", {"why": why}, "opened what was corrected")
            return tuple(_before(errand, entry, choices) for entry in reversed(_corrected(errand)))


def _opened(seen: Look, errand: Errand, key: str, detail: Mapping[str, object], action: str = "") -> None:
    audit.record(
        seen.session, seen.service.vault, f"case:{errand.case_id}", at=seen.at, actor=seen.who.holder, object_id=key,
        action=action or "opened something to correct it", detail=dict(detail),
    )  # fmt: skip


# What there is


def _entries(errand: Errand) -> Iterator[Entry]:
    """Whatever people wrote or sent and has not been removed as a whole."""
    session, word, gone = errand.session, errand.case.procedure.stage_word.capitalize(), _struck(errand)
    for paper in papers.of_case(session, errand.service.vault, errand.case_id):
        stage = f"{word} {paper.stage}" if paper.stage else ""
        title, who = TITLES.get(paper.kind, "A note"), who_is(errand, paper.author)
        yield Entry(f"paper-{paper.id}", title, stage, who, paper.at or errand.at)
    for mail in filed.of_case(session, errand.case_id):
        if f"mail-{mail.id}" not in gone:
            yield Entry(f"mail-{mail.id}", MESSAGE, "", "", mail.arrived_at)
    for document in documents.of_case(session, errand.service.vault, errand.case_id):
        if f"document-{document.id}" not in gone:
            what = kind_of(document.type)
            yield Entry(f"document-{document.id}", f"{DOCUMENT}: {what}", "", "", errand.case.moments["receipt"])


def _struck(errand: Errand) -> frozenset[str]:
    return correcting.struck(errand.session, errand.case_id)


def _find(errand: Errand, key: str) -> Entry | None:
    return next((one for one in _entries(errand) if one.key == key), None)


def _paper(errand: Errand, key: str) -> Paper | None:
    all_of_them = papers.of_case(errand.session, errand.service.vault, errand.case_id)
    return next((one for one in all_of_them if key == f"paper-{one.id}"), None)


def _parts(errand: Errand, paper: Paper, choices: Mapping[str, Choices]) -> Iterator[Part]:
    may = correcting.parts_of(paper, choices)
    for key, (label, said) in zip(paper.says, written(errand, paper).lines, strict=True):
        if key in may:
            yield Part(key, label, said)


# What is asked for


def _planned(errand: Errand, asked: Correction, choices: Mapping[str, Choices]) -> Plan | str | None:
    """Raises NotAllowed for a part that is none."""
    paper = _paper(errand, asked.entry)
    if paper is None:
        return None
    if asked.part not in correcting.parts_of(paper, choices):
        raise NotAllowed("That cannot be corrected here. Look at the case again.")
    return correcting.plan(errand, paper, asked.part, asked.words, choices)


def _label(errand: Errand, asked: Correction, choices: Mapping[str, Choices]) -> str:
    paper, entry = _paper(errand, asked.entry), _find(errand, asked.entry)
    parts = _parts(errand, paper, choices) if paper else iter(())
    return next((one.label for one in parts if one.key == asked.part), entry.title if entry else "")


def _follows(planned: Plan | None, asked: Correction) -> Iterator[str]:
    yield "From now on it says this wherever it is read: here, in messages, behind links, in reports and in logs."
    if planned and planned.agency:
        yield f"{planned.agency.name} is written to, and owes what was owed, by the same dates."
        yield "Whoever was written to in its place hears no more of the case."
    elif planned and planned.answers:
        yield "Whom the case is about, and who raised it, follow this form. No date changes."
    if asked.entry.startswith("mail-"):
        yield "The whole message goes from view, with its files. What was kept of its words with the case stays."
    if planned:
        yield "What has not left yet is put right first, or held back."
    yield "What was sent before is not called back. Next you can ask its readers to delete it."


# What it said before


def _corrected(errand: Errand) -> list[audit.Entry]:
    """The oldest first."""
    chain = audit.entries(errand.session, f"case:{errand.case_id}")
    return [one for one in chain if one.action in (CORRECTED, STRUCK)]


def _before(errand: Errand, entry: audit.Entry, choices: Mapping[str, Choices]) -> Before:
    detail = audit.detail_of(errand.session, errand.service.vault, f"case:{errand.case_id}", entry.seq) or {}
    paper = _paper(errand, entry.object_id)
    title = TITLES.get(paper.kind, "A note") if paper else MESSAGE if entry.object_id[:4] == "mail" else DOCUMENT
    asked = Correction(entry.object_id, str(detail.get("part", "")), "", "", 0, "")
    label = _label(errand, asked, choices) if paper else ""
    was, now = str(detail.get("was", ALL_OF_IT)), str(detail.get("now", REMOVED))
    return Before(entry.at, who_is(errand, entry.actor), title, label, was, now, str(detail.get("why", "")))
