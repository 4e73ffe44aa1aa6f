"""A form that was sent, as a file to keep: below each question its answer, numbered as on the page and in the blank."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import getFont, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from forms.base import PublishedForm
from forms.documents.lines import INSIDE, MARGIN
from forms.documents.word import word
from forms.fields import Question
from forms.paper import in_words, label_of, mark_of

PLAIN, BOLD = "Vera", "VeraBd"  # they come with the library, and show more letters than the reader's own fonts
TITLE, PART, LABEL, ANSWER, SMALL = 16, 13, 10, 10, 8
NOT_ANSWERED = "Not answered"
Head = tuple[str, ...]


def pdf_copy(form: PublishedForm, answers: Mapping[str, str], head: Head) -> bytes:
    """The form with its kept `answers` as a PDF that is read and printed, and not filled in. `head` stands first."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=True, lang="en-GB")
    canvas.setTitle(form.title)
    canvas.setSubject(mark_of(form))
    canvas.setAuthor("")
    copy = Copy(canvas, "".join(head[:1]))
    copy.whole(form, answers, head)
    canvas.save()
    return made.getvalue()


class Copy:
    """Drawn from the top of a page downwards, over as many pages as it takes; each says `foot`, and its number."""

    def __init__(self, canvas: Canvas, foot: str) -> None:
        letters()
        self.canvas = canvas
        self.at_foot = foot
        self.top: float = A4[1] - MARGIN
        self.page = 1

    def whole(self, form: PublishedForm, answers: Mapping[str, str], head: Head) -> None:
        self.words(form.title, TITLE, BOLD)
        for line in (*head, mark_of(form)):
            self.words(line, SMALL)
        for part in form.parts:
            self.keep_together(90)
            self.top -= 12
            self.words(part.title, PART, BOLD)
            for key in part.asks:
                self.answer(form[key], answers.get(key, ""))
        self.foot()

    def answer(self, question: Question, answer: str) -> None:
        self.keep_together(50)
        self.top -= 8
        self.words(label_of(question), LABEL, BOLD)
        for line in (in_words(question, answer) or NOT_ANSWERED).split("\n"):
            self.words(line, ANSWER)

    def words(self, text: str, size: float, font: str = PLAIN) -> None:
        for line in fitting(drawable(text), size, font):
            self.keep_together(size + 4)
            self.top -= size + 4
            self.canvas.setFont(font, size)
            self.canvas.drawString(MARGIN, self.top, line)

    def keep_together(self, height: float) -> None:
        if self.top - height < MARGIN:
            self.foot()
            self.canvas.showPage()
            self.top, self.page = A4[1] - MARGIN, self.page + 1

    def foot(self) -> None:
        self.canvas.setFont(PLAIN, SMALL)
        self.canvas.drawString(MARGIN, MARGIN / 2, drawable(self.at_foot))
        self.canvas.drawRightString(A4[0] - MARGIN, MARGIN / 2, f"Page {self.page}")


def drawable(text: str) -> str:
    """The text in letters that the font has: the bare letter for one whose accent it lacks, ? for any other."""
    known = letters()
    return "".join(sign if ord(sign) in known else _bare(sign, known) for sign in text.replace("\t", " "))


@cache
def letters() -> Mapping[int, int]:
    """What the font can draw, by the number of the sign; its fonts are known to the library from then on."""
    for font in (PLAIN, BOLD):
        registerFont(TTFont(font, f"{font}.ttf"))
    drawn: Mapping[int, int] = getFont(PLAIN).face.charToGlyph
    return drawn


def _bare(sign: str, known: Mapping[int, int]) -> str:
    bare = unicodedata.normalize("NFKD", sign)[:1]
    return bare if ord(bare) in known else "?"


def fitting(text: str, size: float, font: str) -> Iterator[str]:
    """The text in lines that fit between the margins; a word that is longer than a line goes on in the next."""
    line = ""
    for piece in re.findall(r"\s*\S+", text):
        if stringWidth(line + piece, font, size) > INSIDE and line:
            yield line
            line, piece = "", piece.lstrip()
        line += piece
        while stringWidth(line, font, size) > INSIDE:
            fits = next(n for n in range(len(line), 0, -1) if n == 1 or stringWidth(line[:n], font, size) <= INSIDE)
            yield line[:fits]
            line = line[fits:]
    yield line


COPIES: Mapping[str, Callable[[PublishedForm, Mapping[str, str], Head], bytes]] = {
    "pdf": pdf_copy,
    "docx": lambda form, answers, head: word(form, answers, head=head),
}
