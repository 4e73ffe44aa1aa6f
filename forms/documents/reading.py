"""Any file that somebody sends -> the answers of a form, or the reason why there are none to be had."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from forms import as_text
from forms.base import PublishedForm
from forms.choices import Choices
from forms.documents import from_odt, from_pdf, from_table, from_word
from forms.documents.opening import ODT, WORD, Refused, Why, hold_against_limits, package
from forms.documents.sheet import Sheet, answers_in
from forms.notification import NotificationForm
from forms.paper import marked
from forms.resolution_report import ResolutionReportForm
from forms.stage_outcome import StageOutcomeForm
from forms.summary_log import SummaryLogForm

READ: Mapping[str, type[PublishedForm]] = {
    form.key: form for form in (NotificationForm, StageOutcomeForm, ResolutionReportForm, SummaryLogForm)
}
FEWEST = 2  # answers by which a form that says nothing of itself is known


class Edition(StrEnum):
    """Whose edition of a form it was: ours of today, an earlier one, one that another body printed, or plain lines."""

    TODAYS = "today's form"
    EARLIER = "an earlier edition of the form"
    PRINTED = "another body's printed form"
    UNMARKED = "its questions without the form"


@dataclass(frozen=True)
class Filled:
    """A form as it was filled in: the answers as written by the key of the question, dates and choices in any words.

    `kind` is docx, odt, pdf, xlsx, csv or text; `besides` are the lines that belong to no question; `more` the further
    rows of a form that repeats.
    """

    form: str
    kind: str
    edition: Edition
    given: Mapping[str, str] = field(repr=False)
    besides: tuple[str, ...] = field(default=(), repr=False)
    more: tuple[Mapping[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Unread:
    """A file that gives no answers, and why."""

    why: Why


def read(content: bytes, offered: Mapping[str, Choices]) -> Filled | Unread:
    """What is filled in in a file; `offered` are the choices of each form that may have been sent, by its key.

    Pure: no clock, no network, no file. Never raises for what a file may hold.
    """
    try:
        hold_against_limits(content)
        if content.startswith(b"PK"):
            return _in_package(content, offered)
        if b"%PDF-" in content[:1024]:
            return _filled(from_pdf.sheet(content), "pdf", offered)
    except Refused as refused:
        return Unread(refused.why)
    text = _decoded(content)
    table = from_table.sheet_of_lines(text)
    found = _of_a_table(table, "csv", offered) if table else Unread(Why.NOT_OURS)
    return found if isinstance(found, Filled) else read_text(text, offered)


def _in_package(content: bytes, offered: Mapping[str, Choices]) -> Filled | Unread:
    found = package(content)
    if WORD in found.names:
        return _filled(from_word.sheet(found), "docx", offered)
    if ODT in found.names:
        return _filled(from_odt.sheet(found), "odt", offered)
    if from_table.WORKBOOK in found.names:
        return _of_a_table(from_table.sheet(found, content), "xlsx", offered)
    return Unread(Why.NOT_OURS)


def read_text(text: str, offered: Mapping[str, Choices]) -> Filled | Unread:
    """The same from lines of `Label: answer`, in a mail or a text file, quoted or not."""
    return _best("text", text, offered, lambda form, labels: (_said(text, form, labels), (), ()))


def _said(text: str, form: PublishedForm, labels: dict[str, str]) -> dict[str, str]:
    return {key: said for key, said in as_text.parse(text, form, labels).items() if said}


def _filled(sheet: Sheet, kind: str, offered: Mapping[str, Choices]) -> Filled | Unread:
    says = f"{sheet.mark}\n{sheet.text}"
    return _best(kind, says, offered, lambda form, labels: answers_in(sheet, form, labels))


def _of_a_table(sheet: Sheet, kind: str, offered: Mapping[str, Choices]) -> Filled | Unread:
    """A table of many rows is one of a form that repeats."""
    repeating = {key: choices for key, choices in offered.items() if key in READ and READ[key].repeats}
    return _best(kind, sheet.text, repeating, lambda form, labels: from_table.answers_in(sheet, form, labels))


Found = tuple[dict[str, str], tuple[str, ...], tuple[dict[str, str], ...]]
Answering = Callable[[PublishedForm, dict[str, str]], Found]


def _best(kind: str, says: str, offered: Mapping[str, Choices], answers: Answering) -> Filled | Unread:
    """The form that the file says it is, else the one most of whose labels have an answer: numbers tell of no form."""
    named, edition = marked(says)
    found = []
    for form in _candidates(named, offered):
        own, printed = as_text.own_labels(form), as_text.printed_labels(form)
        labelled = answers(form, printed | own)
        if edition and edition != form.edition:  # its numbers may be other questions' by now
            return Filled(form.key, kind, Edition.EARLIER, *labelled)
        every = answers(form, as_text.labels_of(form))
        foreign = labelled[0].keys() - answers(form, own)[0].keys()
        whose = Edition.TODAYS if edition else Edition.PRINTED if foreign else Edition.UNMARKED
        found.append((len(labelled[0]), Filled(form.key, kind, whose, *every)))
    count, best = max(found, key=lambda one: one[0], default=(0, None))
    return best if best and (named or count >= FEWEST) else Unread(Why.NOT_OURS)


def _candidates(key: str, offered: Mapping[str, Choices]) -> list[PublishedForm]:
    """The form that a file says it is, else all of them that are offered."""
    named = {key: READ[key]} if key in READ else READ
    return [form.asking(offered[form.key]) for form in named.values() if form.key in offered]


def _decoded(content: bytes) -> str:
    """A text file's words; what is no text has no labels, and does no harm."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
