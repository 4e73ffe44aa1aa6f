"""The files of a case at the desk: listed without their names, saved by whoever may read what is written, audited."""

from email import message_from_bytes, policy

from service.seam.drafting import Document
from service.store import documents
from tests.desk.added import NAME, PDF, with_a_document
from tests.desk.sitting import Sitting, sitting
from tests.intake.house import BUSINESS, COORDINATOR, HEALTH, IN_LIVERPOOL, House, reply

NOT_SCANNED, INFECTED = "not scanned: no scanner is set up", "infected: Test.Infected"
EARLY = {"stage": "1"}  # the partnership reads from stage 2


def saved(pearl: Sitting, reference: str, number: int = 1) -> bytes:
    answer = pearl.client.get(f"/sefton/desk/cases/{reference}/documents/{number}")
    assert answer.status_code == 200 and answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{reference}-document-{number}.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Cache-Control"] == "no-store"
    return answer.data


def opened(house: House, reference: str) -> list[tuple[str, object]]:
    return [(who, detail) for who, action, detail in house.audited(reference) if action == "opened a document"]


def test_a_document_is_listed_by_its_number_and_named_only_where_names_are_shown(house: House, pearl: Sitting) -> None:
    reference = with_a_document(house, NOT_SCANNED)
    pearl.open(f"/cases/{reference}")
    assert f"Document 1, added when it was raised: PDF, {len(PDF)} bytes ({NOT_SCANNED})" in pearl.text
    assert pearl.answer is not None and "Quill" not in pearl.answer.get_data(as_text=True)
    pearl.send({})  # show names
    assert NAME in pearl.text


def test_it_is_saved_as_it_came_and_that_is_audited(house: House, pearl: Sitting) -> None:
    reference = with_a_document(house)
    assert saved(pearl, reference) == PDF
    assert opened(house, reference) == [(house.holder(COORDINATOR), {"why": "", "before_its_stage": False})]
    pearl.open(f"/cases/{reference}")
    assert "Pearl Lighthouse, coordinator, opened a document" in pearl.text
    assert not house.audit_faults()


def test_before_its_stage_it_is_saved_for_a_reason_only(house: House, pearl: Sitting) -> None:
    reference = with_a_document(house, **EARLY)
    pearl.open(f"/cases/{reference}/documents/1")
    pearl.send({})
    assert pearl.faults() == ["Enter why you need to read it now"] and opened(house, reference) == []
    answer = pearl.send({"why": "The police ask for it."})
    assert answer.data == PDF and answer.headers["Content-Disposition"].startswith("attachment")
    assert opened(house, reference)[0][1] == {"why": "The police ask for it.", "before_its_stage": True}


def test_an_infected_one_is_withheld_and_the_page_says_so(house: House, pearl: Sitting) -> None:
    reference = with_a_document(house, INFECTED)
    page = pearl.open(f"/cases/{reference}")
    assert f"({INFECTED}) It is infected, and is withheld." in pearl.text
    assert not page.xpath("//a[contains(@href, '/documents/')]")
    answer = pearl.client.get(f"/sefton/desk/cases/{reference}/documents/1")
    assert answer.status_code == 409 and PDF not in answer.data and opened(house, reference) == []


def test_one_that_is_none_and_one_of_another_partnership_are_not_there(house: House, pearl: Sitting) -> None:
    here, there = with_a_document(house), with_a_document(house, partnership="liverpool", **IN_LIVERPOOL)
    assert [pearl.status_of(f"/cases/{here}/documents/{number}") for number in (0, 2)] == [409, 409]
    for method in ("GET", "POST"):
        assert pearl.status_of(f"/cases/{there}/documents/1", method) == 404


def test_the_manager_reads_what_is_written_and_saves_its_papers_and_does_nothing(house: House) -> None:
    reference = with_a_document(house)
    with sitting(house, BUSINESS) as manager:
        page = manager.open(f"/cases/{reference}")
        assert page.xpath("//a[contains(@href, '/documents/')]") and not page.xpath("//a[contains(@href, '/do/')]")
        assert saved(manager, reference) == PDF
        manager.open(f"/cases/{reference}/written")
        manager.send({})
        assert "Attendance fell." in manager.text
    read = [who for who, action, _ in house.audited(reference) if action == "opened what is written"]
    assert read == [who for who, _ in opened(house, reference)] == [house.holder(BUSINESS)]


def test_the_files_of_a_message_are_listed_with_it(house: House, pearl: Sitting) -> None:
    reference = house.notify().reference
    mail = reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN")
    house.receive(with_a_file(mail))
    page = pearl.open(f"/cases/{reference}")
    assert f"File 1 of the message of 25 November 2026, 10:01am ({NOT_SCANNED})" in pearl.text
    (link,) = page.xpath("//a[contains(@href, '/files/1')]/@href")
    assert pearl.client.get(link).data == PDF and b"minutes" not in page.text_content().encode()


def with_a_file(raw: bytes) -> bytes:
    """The same mail with a file beside its text."""
    mail = message_from_bytes(raw, policy=policy.SMTP)
    mail.add_attachment(PDF, maintype="application", subtype="pdf", filename="minutes.pdf")
    return mail.as_bytes()


def test_documents_of_an_unsent_draft_are_no_cases(house: House, pearl: Sitting) -> None:
    reference, at = house.notify().reference, house.service.clock.now()
    with house.service.sessions.begin() as session:
        document = Document(NAME, "application/pdf", len(PDF), NOT_SCANNED)
        documents.add(session, house.service.vault, "a-draft", document, PDF, at)
    pearl.open(f"/cases/{reference}")
    assert "Document 1" not in pearl.text
