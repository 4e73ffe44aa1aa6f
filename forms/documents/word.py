"""A form as a Word file, blank or filled: headings, and a table to each part with a control to each answer.

A control carries the key of its question as its tag, so that it can be found again wherever Word left it (ECMA-376,
part 1, 17.5.2). What LibreOffice and telephones drop of that is found again by the label of the row.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from forms.base import Part, PublishedForm
from forms.choosing import OneOf
from forms.documents.sheet import HEAD
from forms.documents.ticks import EMPTY, TICKED
from forms.fields import Question
from forms.paper import TO_CHOOSE, TO_DATE, TO_WRITE, choices_of, guidance_of, how_to, in_words, label_of, mark_of

LANGUAGE = "en-GB"
COLUMNS = Cm(7), Cm(10)
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same form is the same file, whenever it is made


def word(
    form: PublishedForm, answers: Mapping[str, str] | None = None, send_to: str = "", head: Sequence[str] = ()
) -> bytes:
    """The form as a .docx, with the kept `answers` in their places if there are any; `head` stands where a blank says
    how to fill it in."""
    document = docx.Document()
    _introduce(document, form, head or how_to(send_to))
    for part in form.parts:
        _add_part(document, form, part, answers or {})
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _introduce(document: Any, form: PublishedForm, head: Sequence[str]) -> None:
    about = document.core_properties
    about.title, about.subject, about.language = form.title, mark_of(form), LANGUAGE
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = MADE
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for section in document.sections:
        section.left_margin = section.right_margin = Cm(2)
    document.add_heading(form.title, 0)
    document.add_paragraph(mark_of(form))
    for line in head:
        document.add_paragraph(line)


def _add_part(document: Any, form: PublishedForm, part: Part, answers: Mapping[str, str]) -> None:
    document.add_heading(part.title, 1)
    if part.guidance:
        document.add_paragraph(part.guidance)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    head = table.rows[0]
    head.cells[0].text, head.cells[1].text = HEAD
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for key in part.asks:
        left, right = table.add_row().cells
        left.width, right.width = COLUMNS
        _label(left, form[key])
        _answer(right, form[key], answers.get(key, ""))


def _label(cell: Any, question: Question) -> None:
    cell.text = label_of(question)
    guidance = question.description if choices_of(question) else guidance_of(question)
    if guidance:
        cell.add_paragraph(guidance).runs[0].font.size = Pt(9)


def _answer(cell: Any, question: Question, answer: str) -> None:
    if question.kind != "several":
        return _control(cell, question, answer)
    chosen = answer.split(", ") if answer else []
    for number, choice in enumerate(choices_of(question)):
        line = cell.add_paragraph() if number else cell.paragraphs[0]
        line._p.append(_tick_box(f"{question.short_name}={choice.value}", choice.label, choice.value in chosen))
        line.add_run(f" {choice.label}")
    return None


# Content controls


def _control(cell: Any, question: Question, answer: str) -> None:
    """The cell becomes one control: a list to choose from, a date, or text."""
    kind, placeholder = KINDS.get(question.kind, _text)(question, answer)
    words = in_words(question, answer)
    control = _around(question.short_name, f"{question.number}. {question.called}", kind, is_empty=not words)
    for number, line in enumerate((words or placeholder).split("\n")):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.add_run()._r.extend(_pieces(line))
    cell.add_paragraph()  # of one paragraph LibreOffice 7.4 makes a control of its own, and loses what is in it
    cell._tc.addprevious(control)
    control[-1].append(cell._tc)


def _around(tag: str, title: str, kind: Any, is_empty: bool = False) -> Any:
    """A control with nothing in it yet."""
    control, about, content = (OxmlElement(name) for name in ("w:sdt", "w:sdtPr", "w:sdtContent"))
    about.append(_with("w:alias", title[:64]))
    about.append(_with("w:tag", tag))
    if is_empty:
        about.append(OxmlElement("w:showingPlcHdr"))
    about.append(kind)
    control.extend((about, content))
    return control


def _pieces(words: str) -> Iterator[Any]:
    """The text of a run: its lines with breaks between, its tabs as Word has them."""
    for number, line in enumerate(words.split("\n")):
        if number:
            yield OxmlElement("w:br")
        for place, piece in enumerate(line.split("\t")):
            if place:
                yield OxmlElement("w:tab")
            text = OxmlElement("w:t")
            text.text = piece
            text.set(qn("xml:space"), "preserve")
            yield text


def _text(question: Question, answer: str) -> tuple[Any, str]:
    """Text in any number of lines. Not `w:text`: LibreOffice 7.4 writes what is in it twice where its fonts change."""
    return OxmlElement("w:richText"), TO_WRITE


def _choice(question: Question, answer: str) -> tuple[Any, str]:
    """A list; one that a name beside it may be typed into, where the form has a question for such names."""
    if not choices_of(question):
        return _text(question, answer)
    may_type = isinstance(question, OneOf) and question.otherwise
    offered = OxmlElement("w:comboBox" if may_type else "w:dropDownList")
    for choice in choices_of(question):
        entry = OxmlElement("w:listItem")
        entry.set(qn("w:displayText"), choice.label)
        entry.set(qn("w:value"), choice.value)
        offered.append(entry)
    return offered, TO_CHOOSE


def _date(question: Question, answer: str) -> tuple[Any, str]:
    """The day in ISO for Word's own calendar; whoever reads it sees 27 March 2026."""
    day = OxmlElement("w:date")
    if _is_a_day(answer):
        day.set(qn("w:fullDate"), f"{answer}T00:00:00Z")
    for name, value in (("w:dateFormat", "d MMMM yyyy"), ("w:lid", LANGUAGE), ("w:storeMappedDataAs", "dateTime")):
        day.append(_with(name, value))
    return day, TO_DATE


KINDS = {"choice": _choice, "date": _date}


def _is_a_day(answer: str) -> bool:
    try:
        return bool(date.fromisoformat(answer))
    except ValueError:
        return False


def _tick_box(tag: str, title: str, ticked: bool) -> Any:
    box = OxmlElement("w14:checkbox")
    state = OxmlElement("w14:checked")
    state.set(qn("w14:val"), "1" if ticked else "0")
    box.append(state)
    control, run = _around(tag, title, box), OxmlElement("w:r")
    run.extend(_pieces(TICKED if ticked else EMPTY))
    control[-1].append(run)
    return control


def _with(name: str, value: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element
