"""Documents that are added on the pages: what is taken by its content, sealed, and where it lies afterwards."""

import io
import zipfile
from dataclasses import replace

import pytest
from sqlalchemy import text
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from service.app import create_app
from service.intake.by_page.pages import PagesOf, act_on
from service.intake.raising import documents as kinds
from service.intake.raising.drafts import sweep
from service.store import cases, documents
from tests.intake.house import NOTIFICATION
from tests.intake.test_files import clamd
from tests.mail import clamav
from tests.web.seen import hidden, problems
from tests.web.seen import text as read
from tests.web.walking import raise_up_to

__all__ = ["clamd"]
DOCUMENTS, CHECK = "/sefton/raise/documents", "/sefton/raise/check"
PDF = b"%PDF-1.7\nMinutes about Zebedee Quill."
CDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
NAME = "Zebedee Quill minutes.pdf"


def packed(*names, content=b"<x/>"):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, content)
    return made.getvalue()


TAKEN = {
    "letter.docx": packed("word/document.xml"), "log.xlsx": packed("xl/workbook.xml"), NAME: PDF,
    "letter.odt": packed("mimetype", content=b"application/vnd.oasis.opendocument.text"), "note.rtf": b"{\\rtf1 note}",
    "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(20), "scan.png": b"\x89PNG\r\n\x1a\n" + bytes(20), "mail.msg": CDF,
    "mail.eml": b"From: jo@school.example\r\nSubject: Minutes\r\n\r\nHello\r\n", "named.exe": PDF,
}  # fmt: skip
REFUSED = {
    "": (b"", kinds.NONE), "empty.pdf": (b"", kinds.EMPTY), "run.pdf": (b"MZ" + bytes(100), kinds.OTHER_KIND),
    "macro.docx": (packed("word/document.xml", "word/vbaProject.bin"), kinds.OTHER_KIND),
    "page.pdf": (b"<html><script></script></html>", kinds.OTHER_KIND), "notes.txt": (b"Notes.", kinds.OTHER_KIND),
    "old.doc": (CDF, kinds.OTHER_KIND), "archive.zip": (packed("a.txt"), kinds.OTHER_KIND),
    "not a mail.eml": (b"Dear all, hello.", kinds.OTHER_KIND),
    "locked.docx": (CDF + "EncryptedPackage".encode("utf-16-le"), kinds.LOCKED),
    "locked.pdf": (b"%PDF-1.7\n<< /Encrypt 3 0 R >>", kinds.LOCKED),
    "large.pdf": (PDF + bytes(10_000_000), kinds.TOO_LARGE),
}  # fmt: skip


@pytest.fixture
def browser(house):
    client = create_app(house.pages).test_client()
    raise_up_to(client, NOTIFICATION)
    return client


def add(browser, name, content):
    file = FileStorage(io.BytesIO(content), filename=name)
    boundary, body = encode_multipart(hidden(browser.get(DOCUMENTS)) | {"document": file})
    kind = f"multipart/form-data; boundary={boundary}"
    return browser.post(DOCUMENTS, data=body, content_type=kind, follow_redirects=True)


def rows(house):
    with house.service.sessions.begin() as session:
        return session.execute(text("SELECT case_id, scan, sealed, sealed_name FROM documents")).all()


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_of_an_allowed_kind_is_taken_whatever_it_is_called(name):
    assert kinds.refused(name, TAKEN[name]) == ""


@pytest.mark.parametrize("name", REFUSED)
def test_any_other_is_refused_with_what_to_do(name, browser):
    content, message = REFUSED[name]
    page = add(browser, name, content)
    assert (page.status_code, problems(page)) == (422, {"document": message})


def test_a_post_too_large_to_read_is_answered_with_the_same_words(browser, house):
    page = add(browser, "large.pdf", PDF + bytes(11_000_000))
    assert (page.status_code, problems(page)) == (422, {"document": kinds.TOO_LARGE})
    assert rows(house) == []


@pytest.mark.parametrize("given", ["C:\\Users\\jo\\minutes.pdf", "/srv/jo/minutes.pdf", "min\x00utes\n.pdf"])
def test_a_file_keeps_its_own_name_alone(given):
    assert kinds.shown_name(given) == "minutes.pdf"


def test_what_is_added_lies_sealed_with_the_draft_and_then_with_the_case(house, browser):
    page = add(browser, NAME, PDF)
    assert NAME in read(page) and "not checked for viruses" in read(page)
    [(case_id, scan, sealed, sealed_name)] = rows(house)
    assert case_id is None and scan == "not scanned: no scanner is set up"
    assert b"Zebedee" not in bytes(sealed) + bytes(sealed_name)
    assert NAME in read(browser.get(CHECK))
    browser.post(CHECK, data=hidden(browser.get(CHECK)))
    [case] = house.all_cases()
    with house.service.sessions.begin() as session:
        id = cases.id_of(session, case.reference)
        [document] = documents.of_case(session, house.service.vault, id)
        assert (document.name, document.type, document.size) == (NAME, "application/pdf", len(PDF))
        assert documents.content(session, house.service.vault, document.id) == PDF
        keys = text("SELECT count(*) FROM data_keys WHERE scope LIKE 'documents:%' OR scope LIKE 'draft:%'")
        assert session.execute(keys).scalar_one() == 0
    house.turn(days=8)
    sweep(house.service)
    assert len(rows(house)) == 1
    assert not any("Zebedee" in str(mail) for mail in house.sent())


def test_they_come_to_the_case_though_the_process_died_before_there_was_one(house, browser, monkeypatch):
    add(browser, NAME, PDF)
    checked = browser.get(CHECK)
    with monkeypatch.context() as dying:
        dying.setattr("service.intake.by_page.pages.act_on", lambda service, id: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            browser.post(CHECK, data=hidden(checked))
    with house.service.sessions.begin() as session:
        submission_id = session.execute(text("SELECT id FROM submissions")).scalar_one()
    act_on(house.service, submission_id)
    [(case_id, *_)] = rows(house)
    assert case_id


def test_five_are_the_most_and_one_can_be_taken_away(house, browser):
    for number in range(5):
        add(browser, f"{number}.pdf", PDF)
    page = browser.get(DOCUMENTS)
    assert "You have added 5 documents" in read(page)
    full = add(browser, "6.pdf", PDF)
    assert problems(full) == {"document": kinds.TOO_MANY}
    with house.service.sessions.begin() as session:
        submission_id = session.execute(text("SELECT submission_id FROM drafts")).scalar_one()
    first = house.pages.drafts.documents(submission_id)[0]
    remove = f"{DOCUMENTS}/{first.id}/remove"
    assert browser.post(remove, data={"mark": "altered"}).status_code == 422
    assert "0.pdf" not in read(browser.post(remove, data=hidden(page), follow_redirects=True))
    assert len(rows(house)) == 4
    other = create_app(house.pages).test_client()
    mark = hidden(raise_up_to(other, NOTIFICATION))
    of_somebody_else = house.pages.drafts.documents(submission_id)[0].id
    assert other.post(f"{DOCUMENTS}/{of_somebody_else}/remove", data=mark).status_code == 404


def test_a_draft_that_is_over_takes_its_documents_along(house, browser):
    add(browser, NAME, PDF)
    house.turn(days=8)
    assert sweep(house.service)
    assert rows(house) == []


@clamav.NEEDED
def test_an_infected_file_is_not_kept_and_a_sound_one_is_known_to_be(house, clamd):
    pages = PagesOf(replace(house.service, scanner=clamd))
    browser = create_app(pages).test_client()
    raise_up_to(browser, NOTIFICATION)
    infected = add(browser, "letter.docx", packed("word/document.xml", content=clamav.INFECTED))
    assert problems(infected) == {"document": kinds.INFECTED} and rows(house) == []
    assert ", checked for viruses" in read(add(browser, NAME, PDF)) and rows(house)[-1][1] == "scanned"
