"""A form as a file, filled in and read again: Word's, LibreOffice's, a PDF, and what people make of each."""

import re
import shutil
import subprocess
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from forms import Answers, NotificationForm, ResolutionReportForm, StageOutcomeForm
from forms.as_text import blank
from forms.documents import Edition, pdf, word
from forms.paper import in_words, label_of, mark_of
from tests.forms.filled import answers_from, kept, part_of, read_back, table_of, typed_into, with_part

FORMS = {"notification": NotificationForm, "outcome": StageOutcomeForm, "report": ResolutionReportForm}
SOFFICE = shutil.which("soffice")


@pytest.fixture(params=FORMS)
def answered(request, choices) -> tuple[type, Answers]:
    form = FORMS[request.param]
    return form, kept(form, request.getfixturevalue(request.param), choices)


def in_text(form, answers) -> str:
    lines = (f"{label_of(q)} {in_words(q, answers[q.short_name])}" for q in form.questions if q.short_name in answers)
    return "\n".join((mark_of(form), *lines))


# Blanks


def test_each_blank_names_every_question_by_its_number_and_says_which_form_it_is(choices):
    for form in FORMS.values():
        asking = form.asking(choices)
        made = docx.Document(BytesIO(word(asking)))
        in_word = [row.cells[0].text.partition("\n")[0] for table in made.tables for row in table.rows]
        in_pdf = PdfReader(BytesIO(pdf(asking)))
        printed = "\n".join(page.extract_text() for page in in_pdf.pages)
        for question in asking.questions:
            assert label_of(question) in in_word
            assert label_of(question) in printed
            assert label_of(question) in blank(asking).splitlines()
        assert set(in_pdf.get_fields() or {}) == {question.short_name for question in asking.questions}
        assert {made.core_properties.subject, in_pdf.metadata.subject} == {mark_of(asking)}


def test_a_word_form_has_a_title_a_language_real_headings_and_a_control_to_each_answer(choices):
    asking = StageOutcomeForm.asking(choices)
    content = word(asking)
    made = docx.Document(BytesIO(content))
    assert (made.core_properties.title, made.core_properties.language) == (asking.title, "en-GB")
    headings = [p.text for p in made.paragraphs if p.style.name == "Heading 1"]
    assert headings == [part.title for part in asking.parts]
    tags = re.findall(r'<w:tag w:val="([^"]+)"', part_of(content, "word/document.xml").decode())
    assert {tag.partition("=")[0] for tag in tags} == {question.short_name for question in asking.questions}


@pytest.mark.parametrize("make", [word, pdf, lambda form: blank(form).encode()], ids=["docx", "pdf", "text"])
def test_a_blank_sent_back_is_known_and_has_no_answers(make, choices):
    for form in FORMS.values():
        found = read_back(make(form.asking(choices)), choices)
        assert (found.form, found.edition, dict(found.given)) == (form.key, Edition.TODAYS, {})


@pytest.mark.parametrize("make", [word, pdf], ids=["docx", "pdf"])
def test_the_same_form_is_the_same_file(make, choices):
    form = NotificationForm.asking(choices)
    assert len(make(form)) == len(make(form))


# Filled in, and read again


def test_a_word_form_gives_the_answers_that_the_page_would(answered, choices):
    form, answers = answered
    assert answers_from(word(form.asking(choices), answers), form, choices) == answers


def test_the_text_form_gives_the_answers_that_the_page_would(answered, choices):
    form, answers = answered
    assert answers_from(in_text(form.asking(choices), answers).encode(), form, choices) == answers


@pytest.mark.parametrize("quote", ["", "> ", ">> ", "> > "])
def test_a_quoted_text_form_reads_the_same(quote, answered, choices):
    form, answers = answered
    written = "\n".join(f"{quote}{line}" for line in in_text(form.asking(choices), answers).splitlines())
    assert answers_from(f"See below.\n\n{written}".encode(), form, choices) == answers


@pytest.mark.parametrize("flat", [False, True], ids=["fields", "flat"])
def test_a_pdf_gives_the_answers_that_the_page_would_with_its_fields_and_printed_flat(flat, answered, choices):
    form, answers = answered
    asking = form.asking(choices)
    typed = {question.short_name: in_words(question, answers.get(question.short_name, ""))
             for question in asking.questions if question.short_name in answers}  # fmt: skip
    assert answers_from(typed_into(pdf(asking), typed, flat), form, choices) == answers


def test_a_pdf_whose_fields_hold_any_script_is_read(choices, report):
    said = report | {"child_name": "Łucja Ünï 名前 🐦", "details": "Zażółć\ngęślą جصان"}
    asking = ResolutionReportForm.asking(choices)
    answers = answers_from(typed_into(pdf(asking), said), ResolutionReportForm, choices)
    assert (answers["child_name"], answers["details"]) == (said["child_name"], said["details"])


def test_a_control_that_was_removed_is_found_by_the_label_of_its_row(answered, choices):
    form, answers = answered
    content = word(form.asking(choices), answers)
    bare = re.sub(rb"<w:tag [^>]*/>", b"", part_of(content, "word/document.xml"))
    assert answers_from(with_part(content, "word/document.xml", bare), form, choices) == answers


def test_what_is_written_beside_a_control_is_not_lost(report, choices):
    answers = kept(ResolutionReportForm, report, choices)
    made = docx.Document(BytesIO(word(ResolutionReportForm.asking(choices), answers)))
    row = next(row for table in made.tables for row in table.rows if row.cells[0].text.startswith("11."))
    row._tr.findall(".//{*}tc")[-1].findall(".//{*}p")[-1].append(docx.oxml.OxmlElement("w:r"))
    text = docx.oxml.OxmlElement("w:t")
    text.text = "And more, typed below."
    row._tr.findall(".//{*}tc")[-1].findall(".//{*}r")[-1].append(text)
    saved = BytesIO()
    made.save(saved)
    assert read_back(saved.getvalue(), choices).given["details"].endswith("And more, typed below.")


SHAPES = ("label", "numbered", "number apart", "two pairs", "head and row", "one cell", "lines")


@pytest.mark.parametrize("shape", SHAPES)
def test_a_table_typed_anew_by_hand_reads_the_same(shape, report, choices):
    form = ResolutionReportForm.asking(choices)
    answers = kept(ResolutionReportForm, report, choices)
    asked = [q for q in form.questions if q.short_name in answers]
    label = {q.short_name: q.label.text for q in asked}
    said = {q.short_name: in_words(q, answers[q.short_name]) for q in asked}
    pairs = [(label[key], said[key]) for key in label]
    paired = [(*pairs[at], *pairs[at + 1]) for at in range(0, len(pairs) - 1, 2)] + [(*pairs[-1], "", "")]
    shapes = {
        "label": (pairs, 2),
        "numbered": ([(f"{q.number}) {label[q.short_name].upper()}", said[q.short_name]) for q in asked], 2),
        "number apart": ([(f"{q.number}.", label[q.short_name], said[q.short_name]) for q in asked], 3),
        "two pairs": (paired, 4),
        "head and row": ([tuple(label.values()), tuple(said.values())], len(asked)),
        "one cell": ([(f"{q.label.text}\n{said[q.short_name]}",) for q in asked], 1),
        "lines": ([(f"{q.number}. {q.label.text}: {said[q.short_name]}",) for q in asked], 1),
    }
    assert answers_from(table_of(*shapes[shape]), ResolutionReportForm, choices) == answers


def test_a_printed_form_of_another_board_is_known_by_its_labels_and_what_it_asks_besides_is_kept(choices):
    rows = [
        ("Name of Child / young Person:", "Robin Meadow"), ("Date of Birth:", "27/3/2015"),
        ("GP surgery:", "Hill Road"),
        ("Name and email of Professional Escalating concern:", "Jo Field"),
        ("Please indicate level of need:", "Early Help ☐   S17 ☒   S47 ☐"),
        ("Disagreement resolved at:", "Level 2"), ("Form completed by:", "Jo Field"),
    ]  # fmt: skip
    found = read_back(table_of(rows), choices)
    assert (found.form, found.edition) == ("resolution_report", Edition.PRINTED)
    assert found.given["level_of_need"] == "S17"
    assert found.besides == ("GP surgery: Hill Road",)


def test_of_an_earlier_edition_the_labels_count_and_the_numbers_do_not(choices, report):
    form = ResolutionReportForm.asking(choices)
    text = in_text(form, kept(ResolutionReportForm, report, choices)).replace(form.edition, "0" * 8)
    found = read_back(f"{text}\n3: not the third of today".encode(), choices)
    assert found.edition is Edition.EARLIER
    assert found.given["child_name"] == "Robin Meadow"
    assert "child_born" not in found.given


# Word -> answers -> Word


WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\u2028\u2029>"), max_size=200)
LINES = st.lists(WORDS, min_size=1, max_size=5).map("\n".join)
NAMES = st.text(st.characters(categories=("L", "M", "N", "Zs", "P", "S")), min_size=1, max_size=200)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAMES, long=LINES, born=st.dates(date(1990, 1, 1), date(2026, 11, 1)))
def test_word_to_answers_to_word_gives_the_same_answers(name, long, born, choices, report):
    said = report | {"child_name": name, "escalated_name": name, "details": long, "child_born": born.isoformat()}
    first = ResolutionReportForm.read(said, choices)
    if not isinstance(first, Answers):
        return  # a name of nothing but spaces is none
    asking = ResolutionReportForm.asking(choices)
    once = answers_from(word(asking, first), ResolutionReportForm, choices)
    assert once == first
    assert answers_from(word(asking, once), ResolutionReportForm, choices) == first


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here: apt-get install libreoffice-writer-nogui")
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_what_libreoffice_saved_anew_reads_the_same(kind, report, choices, tmp_path: Path):
    said = report | {
        "child_name": "Łucja Ünï 名前 " + "n" * 180, "child_address": "1 Sandy Lane\nMarram",
        "details": "Two lines.\n\nChild's full name: in the middle of an answer.\tAnd a tab.",
        "own_actions": "A visit; the school; 1 11 2026",
    }  # fmt: skip
    answers = kept(ResolutionReportForm, said, choices)
    source, made = tmp_path / "form.docx", tmp_path / "saved"
    source.write_bytes(word(ResolutionReportForm.asking(choices), answers))
    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(made), str(source)], check=True, capture_output=True, timeout=120)
    saved = (made / f"form.{kind}").read_bytes()
    assert saved != source.read_bytes()
    assert answers_from(saved, ResolutionReportForm, choices) == answers
