"""What the desk's pages show and do where two cases may be one (C12): side by side, and what is decided of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from service.bootstrap import Service
from service.desk.doing.foreseeing import foresee
from service.desk.doing.matching import matches
from service.desk.looking.looking import Look, look
from service.desk.looking.saying import category, stages_now, tag_of_case
from service.errors import NotNow
from service.escalation.actors import Actor, Capacity
from service.escalation.calendar import local_day
from service.escalation.case import State
from service.escalation.clocks import long_day
from service.escalation.pairing import parted_until
from service.intake.answering.record import written
from service.intake.by_desk import desk, pairing
from service.intake.by_desk.desk import Door, Makes, Words, is_the_partnerships_to_read
from service.seam.access import Signed
from service.seam.desk_acts import Changed, Done, Told
from service.seam.desk_pairing import Beside, PartPage, SamePage, Verdict, WhichPage
from service.store import cases, papers
from service.telling.errand import Errand

LINK, APART, INTO_OTHER, INTO_THIS = "link", "apart", "into other", "into this"
NOT_MERGED = "This case is not merged into another one."
OPENED = "opened what is written, beside another case"
TOO_LATE = "It was merged more than seven days ago, and stays so."
SHOWN = ("decision", "reasons", "wanted", "child_view")  # of what was said when it was raised


@dataclass(frozen=True)
class PairingOf:
    """The door of these pages."""

    service: Service

    def which(self, who: Signed, reference: str) -> WhichPage | None:
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None:
                return None
            seen.note("looked at which cases it may be the same as", errand.case_id)
            return WhichPage(errand.case.reference, tuple(matches(seen, errand)))

    def same(self, who: Signed, reference: str, other: str) -> SamePage | None:
        with look(self.service, who) as seen:
            both = _both(seen, reference, other)
            if both is None:
                return None
            here, there = both
            withheld = not all(is_the_partnerships_to_read(errand.case) for errand in both)
            for errand in both:
                seen.note("looked at the case beside another" if withheld else OPENED, errand.case_id)
            lines = (*_facts(seen, here, there), *(() if withheld else _words(here, there)))
            return SamePage(
                here.case.reference, there.case.reference, _versions(here, there), lines, withheld,
                _decided(here, there),
            )  # fmt: skip

    def foresee(self, who: Signed, reference: str, other: str, said: Verdict) -> tuple[Told, ...] | Changed | None:
        with look(self.service, who) as seen:
            both = _both(seen, reference, other)
            if both is None:
                return None
            if _versions(*both) != said.versions:
                return Changed()
            errand, makes = _act(both[0], both[1], said)
            by = Actor(Capacity.COORDINATOR, "", who.holder)
            return foresee(errand, makes(seen.at, by, errand)).told

    def decide(self, who: Signed, reference: str, other: str, said: Verdict) -> Done | Changed | None:
        with look(self.service, who) as seen:
            both = _both(seen, reference, other)
            if both is None:
                return None
            errand, makes = _act(both[0], both[1], said)
            if cases.is_known(seen.session, errand.case_id, f"desk {said.once}"):
                return Done()
            if _versions(*both) != said.versions:
                return Changed()
        door = Door(f"desk {said.once}", errand.case.version)
        desk.act(self.service, errand.case.reference, who.officer_id, Words(said.why), makes, door=door)
        return Done()

    def part_page(self, who: Signed, reference: str) -> PartPage | None:
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None:
                return None
            seen.note("looked at the case", errand.case_id)
            case = errand.case
            if case.state is not State.MERGED:
                return PartPage(case.reference, "", None, NOT_MERGED)
            until = parted_until(case)
            return PartPage(case.reference, case.beside.merged_into, until, TOO_LATE if seen.at > until else "")

    def part(self, who: Signed, reference: str, why: str, once: str) -> Done | None:
        with look(self.service, who) as seen:
            errand = seen.find(reference)
            if errand is None or cases.is_known(seen.session, errand.case_id, f"desk {once}"):
                return Done() if errand else None
            if errand.case.state is not State.MERGED:
                raise NotNow(NOT_MERGED)
        door = Door(f"desk {once}", errand.case.version)
        desk.act(self.service, reference, who.officer_id, Words(why), pairing.parts, door=door)
        return Done()


def beside_of(seen: Look, errand: Errand) -> tuple[tuple[str, str], ...]:
    """The cases that this one is linked with, that it holds, or that it goes on as: each with what it is to this one.
    """
    own, found = errand.case.reference, dict.fromkeys(errand.case.beside.linked, "linked")
    for reference in cases.that_had(seen.session, seen.partnership, "Paired"):
        other = seen.find(reference)
        if other and own in other.case.beside.linked:
            found[reference] = "linked"
    for reference in cases.merged_into(seen.session, own).values():
        found[reference] = "held"
    if errand.case.beside.merged_into:
        found[errand.case.beside.merged_into] = "goes on"
    return tuple((what, reference) for reference, what in found.items() if seen.find(reference))


def _both(seen: Look, reference: str, other: str) -> tuple[Errand, Errand] | None:
    here, there = seen.find(reference), seen.find(other)
    return None if here is None or there is None or here.case_id == there.case_id else (here, there)


def _versions(here: Errand, there: Errand) -> str:
    return f"{here.case.version} {there.case.version}"


def _act(here: Errand, there: Errand, said: Verdict) -> tuple[Errand, Makes]:
    """The case that it is an event of, and that event."""
    own, other = here.case.reference, there.case.reference
    if said.says in (INTO_OTHER, INTO_THIS):
        ends, lives = (here, other) if said.says == INTO_OTHER else (there, own)
        return ends, pairing.merges(lives)
    return here, pairing.pairs(other, linked=said.says == LINK)


def _decided(here: Errand, there: Errand) -> str:
    one, other = (here.case.beside, here.case.reference), (there.case.beside, there.case.reference)
    for (beside, _), (_, reference) in ((one, other), (other, one)):
        if beside.merged_into == reference:
            return "One of them was merged into the other already."
        if reference in beside.linked:
            return "They are linked."
        if reference in beside.apart:
            return "Somebody decided before to keep them apart."
    return ""


# Side by side


def _facts(seen: Look, here: Errand, there: Errand) -> Iterator[Beside]:
    for label, one, other in zip(LABELS, _told_of(seen, here), _told_of(seen, there), strict=True):
        yield Beside(label, one, other)
    for label, same in _of_the_child(here, there):
        yield Beside(label, "The same in both" if same else "", "The same in both" if same else "Different")


LABELS = ("Raised", "Concern arose", "Raised by", "Asked to respond", "About", "Where it stands", "Child")


def _told_of(seen: Look, errand: Errand) -> tuple[str, ...]:
    case = errand.case
    concern = case.moments.get("concern")
    stands = (stages_now(case) or case.state.value.capitalize(), tag_of_case(case, seen.at, seen.calendar).words)
    born = [f"{one.initials} {one.born[:4]}".strip() for one in errand.subjects]
    return (
        long_day(local_day(case.moments["receipt"])), long_day(local_day(concern)) if concern else "Not given",
        case.originating.name, ", ".join(one.name for one in case.receiving), category(case),
        ", ".join(filter(None, stands)), ", ".join(born),
    )  # fmt: skip


def _of_the_child(here: Errand, there: Errand) -> Iterator[tuple[str, bool]]:
    """Whether names and dates of birth are the same, of which neither is shown."""
    one, other = here.subjects, there.subjects
    yield "Child’s name", bool({_plain(each.name) for each in one} & {_plain(each.name) for each in other})
    yield "Date of birth", bool({each.born for each in one if each.born} & {each.born for each in other})


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _words(here: Errand, there: Errand) -> Iterator[Beside]:
    one, other = _said(here), _said(there)
    for label in dict.fromkeys((*one, *other)):
        yield _compared(label, one.get(label, ""), other.get(label, ""))


def _said(errand: Errand) -> dict[str, str]:
    all_of_them = papers.of_case(errand.session, errand.service.vault, errand.case_id)
    told = [paper for paper in all_of_them if paper.kind == "notification"]
    if not told:
        return {}
    lines = zip(told[-1].says, written(errand, told[-1]).lines, strict=True)
    return {label: said for key, (label, said) in lines if key in SHOWN}


def _compared(label: str, here: str, there: str) -> Beside:
    one, other = here.split(), there.split()
    turns = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    only_here = " … ".join(" ".join(one[a:b]) for kind, a, b, _, _ in turns if kind != "equal" and b > a)
    only_there = " … ".join(" ".join(other[c:d]) for kind, _, _, c, d in turns if kind != "equal" and d > c)
    both = bool(here and there)
    return Beside(label, here, there, only_here if both else "", only_there if both else "")
