"""Whoever raised a disagreement has the form as they sent it as a file, after a code; nobody else has."""

from io import BytesIO

import pypdf
import pytest
from docx import Document
from flask.testing import FlaskClient

from forms import Answers, NotificationForm
from forms.documents import read
from forms.paper import in_words, label_of
from service.app import create_app
from service.intake.by_page.pages import act_on_waiting
from service.intake.raising.choices import choices, offered
from service.store import cases, papers
from tests.intake.house import CHILD, HEALTH, NOTIFICATION, TEACHER, House, reply
from tests.intake.test_answering_pages import Reader
from tests.intake.test_form_mails import with_file
from tests.intake.test_notifications import code_in
from tests.web.seen import text

LINK = "Your new link"
KINDS = ("pdf", "docx")


@pytest.fixture
def browser(house: House) -> FlaskClient:
    return create_app(house.pages).test_client()


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def raiser(house: House, browser: FlaskClient, reference: str) -> Reader:
    """Whoever raised it, with the link that they asked for."""
    house.pages.find_link("sefton", reference, TEACHER)
    assert act_on_waiting(house.service)
    return Reader(house, browser, TEACHER, LINK)


@pytest.fixture
def teacher(house: House, browser: FlaskClient, reference: str) -> Reader:
    """She has opened what is written about her case."""
    teacher = raiser(house, browser, reference)
    teacher.press("choose", choice="read")
    teacher.press("answer", code=code_in(house, TEACHER))
    return teacher


def saved(teacher: Reader, kind: str):
    page = teacher.seen
    answer = teacher.press(f"save:{kind}")
    teacher.seen = page  # a file leaves the page where it is
    return answer


def test_it_is_the_form_filled_in_and_numbered_as_the_blank_is(house: House, reference: str, teacher: Reader) -> None:
    pdf, word = (saved(teacher, kind).data for kind in KINDS)
    said = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(pdf)).pages)
    said = " ".join(said.split())
    blank = NotificationForm.asking(offered(house.service, "sefton")["notification"])
    numbered = f"{blank['your_email'].number}. Work email address: {TEACHER}"
    for words in (reference, numbered, f"Child's full name: {CHILD}", "3 March 2018", "Threshold or level of need",
                  "It names a child."):  # fmt: skip
        assert words in said, (words, said)
    known = read(word, offered(house.service, "sefton"))
    assert known.given["child_name"].strip() == CHILD and known.given["wanted"].strip() == "A visit."
    assert reference in [line.text for line in Document(BytesIO(word)).paragraphs][2]


def test_its_name_says_nothing_of_anybody_and_the_proof_stays_good(
    house: House, reference: str, teacher: Reader
) -> None:
    for kind in (*KINDS, *KINDS):
        answer = saved(teacher, kind)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{reference}-form.{kind}"'
        assert answer.headers["Cache-Control"] == "no-store"
    assert "What happened?" in text(teacher.press("back"))


def test_it_is_audited_before_it_is_handed_out(house: House, reference: str, teacher: Reader) -> None:
    before = [what for _, what, _ in house.audited(reference)].count("saved a copy of the form")
    saved(teacher, "pdf")
    assert [what for _, what, _ in house.audited(reference)].count("saved a copy of the form") == before + 1
    assert not house.audit_faults()


def test_without_the_proof_or_for_another_there_is_none(house: House, browser: FlaskClient, reference: str) -> None:
    token = raiser(house, browser, reference).path.removeprefix("/r/")
    assert getattr(house.pages.copy(token, "000000", "pdf"), "why", "") == "expired"
    health = Reader(house, browser, HEALTH)
    health.press("choose", choice="read")
    health.press("answer", code=code_in(house, HEALTH))
    assert "as you sent it" not in text(health.seen)
    assert health.press("save:pdf").status_code == 404
    assert "saved a copy of the form" not in str(house.audited(reference))


def test_what_a_coordinator_took_out_is_not_in_it(house: House, reference: str, teacher: Reader) -> None:
    with house.service.sessions.begin() as session:
        found = papers.of_case(session, house.service.vault, cases.id_of(session, reference))[0]
        says = {**found.says, "child_born": "Removed by a coordinator"}
        papers.rewrite(session, house.service.vault, cases.id_of(session, reference), found.id, says)
    for kind in KINDS:
        assert saved(teacher, kind).status_code == 200


def test_what_was_asked_for_and_came_later_stands_in_the_copy_too(house: House, browser: FlaskClient) -> None:
    blank = NotificationForm.asking(choices(house.service, "sefton"))
    whole = NotificationForm.read(NOTIFICATION, blank.meta.choices)
    assert isinstance(whole, Answers)
    lines = (f"{label_of(one)} {in_words(one, whole[one.short_name])}" for one in blank.questions
             if whole.get(one.short_name) and one.short_name != "reasons")  # fmt: skip
    house.receive(with_file("\n".join(lines).encode(), "form.txt", sender=TEACHER))
    house.receive(reply(house.to(TEACHER)[-1], f"{blank['reasons'].number}: Attendance fell twice."))
    [case] = house.all_cases()
    teacher = raiser(house, browser, case.reference)
    teacher.press("choose", choice="read")
    teacher.press("answer", code=code_in(house, TEACHER))
    pages = pypdf.PdfReader(BytesIO(saved(teacher, "pdf").data)).pages
    assert "Attendance fell twice." in " ".join(page.extract_text() for page in pages)
