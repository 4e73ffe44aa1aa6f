"""The papers of a case: sealed, in order, and who has opened which."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from service.store import Sessions, papers
from service.store.papers import Paper
from service.store.tables.cases import CaseRow, ProcedureRow

OUTCOME = Paper("outcome", "2", "o", "officer:7", {"agreed": "Zebedee Quill is seen on Friday."})


@pytest.fixture
def session(database, at):
    with Sessions(database).begin() as session:
        session.add(ProcedureRow(digest="d", key="sefton", files="{}", stored_at=at))
        session.add(
            CaseRow(id="1", reference="SEF-4T9K-2MC2", partnership="sefton", procedure="sefton", digest="d",
                    state="open", stage="2", version=1, opened_at=at, updated_at=at)
        )  # fmt: skip
        session.flush()
        yield session


def test_papers_come_back_as_they_were_written_the_oldest_first(session, vault, at):
    later = Paper("feedback", "2", "o", "officer:7", {"said": "I rang her."}, about="2.feedback")
    papers.add(session, vault, "1", later, at + timedelta(hours=1))
    papers.add(session, vault, "1", OUTCOME, at)
    found = papers.of_case(session, vault, "1")
    assert [paper.kind for paper in found] == ["outcome", "feedback"]
    assert found[0].says == OUTCOME.says and found[0].at == at and found[1].about == "2.feedback"


def test_what_they_say_is_sealed_and_not_shown_by_accident(session, vault, at):
    papers.add(session, vault, "1", OUTCOME, at)
    session.flush()
    sealed = session.execute(text("SELECT sealed FROM papers")).scalar_one()
    assert b"Zebedee" not in bytes(sealed) and "Zebedee" not in repr(papers.of_case(session, vault, "1"))


def test_the_first_time_that_somebody_opens_a_paper_is_kept(session, vault, at):
    id = papers.add(session, vault, "1", OUTCOME, at)
    for later in (0, 5):
        papers.opened(session, id, "officer:9", at + timedelta(minutes=later))
    assert papers.readers(session, "1") == {id: [("officer:9", at)]}
