"""What is written about a case, without what it says: which papers, by whom, who has opened them, what is on file."""

from collections.abc import Iterator

from service.desk.looking.timeline import who_is
from service.escalation.case import Case
from service.intake.answering.record import NOBODY_NAMED, TITLES
from service.seam.desk_pages import Document, OnFile
from service.store import papers
from service.telling.errand import Errand
from service.telling.speaking import actor_of


def documents(errand: Errand) -> tuple[Document, ...]:
    """The newest first."""
    opened = opened_by(errand)
    names = {agency.slot: agency.name for agency in errand.case.agencies}
    word = errand.case.procedure.stage_word.capitalize()
    found = [
        Document(
            TITLES.get(paper.kind, "A note"), f"{word} {paper.stage}" if paper.stage else "",
            NOBODY_NAMED.get(paper.kind) or who_is(errand, paper.author), paper.at or errand.at,
            tuple(names.get(slot, "the partnership’s own team") for slot in opened[paper.id]),
        )
        for paper in papers.of_case(errand.session, errand.service.vault, errand.case_id)
    ]  # fmt: skip
    return tuple(reversed(found))


def opened_by(errand: Errand) -> dict[str, tuple[str, ...]]:
    """Which agencies have opened each paper, by the paper's id; "" stands for everybody else."""
    readers = papers.readers(errand.session, errand.case_id)
    all_of_them = papers.of_case(errand.session, errand.service.vault, errand.case_id)
    slots = {id: {actor_of(errand, reader).slot for reader, _ in several} for id, several in readers.items()}
    return {paper.id: tuple(sorted(slots.get(paper.id, ()))) for paper in all_of_them}


def on_file(case: Case) -> Iterator[OnFile]:
    """For each stage that has ended, each agency and each record: whether it is on the child's file."""
    for visit in (visit for visit in case.visits if not visit.is_open):
        for agency in case.agencies:
            for record in case.records(visit.stage):
                kept = case.is_on_file(visit.stage, agency.slot, record)
                yield OnFile(visit.stage, record, agency.name, kept)
