"""A form as a PDF to be filled in on screen: a field to each answer, named by the key of its question.

Each label stands on one line right above its field, so that a copy whose fields were printed flat still reads in order.
"""

from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from forms.base import Part, PublishedForm
from forms.choosing import OneOf
from forms.documents.lines import BOLD, HINT, INSIDE, MARGIN, PLAIN, wrapped
from forms.fields import Question
from forms.paper import TO_CHOOSE, choices_of, guidance_of, how_to, label_of, mark_of

HEIGHT = A4[1]
LINE, MANY_LINES = 20, 84


def pdf(form: PublishedForm, send_to: str = "") -> bytes:
    """The form as a blank PDF with fields (AcroForm)."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=True, lang="en-GB")
    canvas.setTitle(form.title)
    canvas.setSubject(mark_of(form))
    canvas.setAuthor("")
    Drawing(canvas).form(form, send_to)
    canvas.save()
    return made.getvalue()


class Drawing:
    """A form drawn from the top of a page downwards, and over as many pages as it takes."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.top: float = HEIGHT - MARGIN

    def form(self, form: PublishedForm, send_to: str) -> None:
        self.words(form.title, 18, BOLD)
        self.words(mark_of(form), 9)
        for line in how_to(send_to):
            self.words(line, HINT)
        for part in form.parts:
            self.part(form, part)

    def part(self, form: PublishedForm, part: Part) -> None:
        self.room_for(140)
        self.top -= 14
        self.words(part.title, 14, BOLD)
        if part.guidance:
            self.words(part.guidance, HINT)
        for key in part.asks:
            self.question(form[key])

    def question(self, question: Question) -> None:
        """Label, guidance and field, together on one page."""
        guidance = question.description if question.kind == "choice" else guidance_of(question)
        hints = [*wrapped(guidance, HINT)]
        field = self.height_of(question)
        self.room_for(38 + 11 * len(hints) + field)
        self.top -= 10
        for hint in hints:
            self.line(hint, HINT)
        self.line(label_of(question), fitting(label_of(question), 11), BOLD)
        self.field(question, field)

    def height_of(self, question: Question) -> int:
        return MANY_LINES if is_long(question) else LINE

    def field(self, question: Question, height: int) -> None:
        self.top -= height + 4
        place: dict[str, Any] = {
            "name": question.short_name, "tooltip": question.label.text, "x": MARGIN, "y": self.top,
            "width": INSIDE, "height": height, "fontName": PLAIN, "fontSize": 10, "borderWidth": 1,
        }  # fmt: skip
        if question.kind != "choice" or not choices_of(question):
            lines = "multiline" if is_long(question) else ""
            self.canvas.acroForm.textfield(**place, value="", maxlen=None, fieldFlags=lines)
            return
        may_type = isinstance(question, OneOf) and question.otherwise
        offered = [TO_CHOOSE, *(choice.label for choice in choices_of(question))]
        flags = "combo edit" if may_type else "combo"
        self.canvas.acroForm.choice(**place, value=TO_CHOOSE, options=offered, fieldFlags=flags)

    def words(self, text: str, size: float, font: str = PLAIN) -> None:
        for line in wrapped(text, size, font):
            self.line(line, size, font)

    def line(self, text: str, size: float, font: str = PLAIN) -> None:
        self.room_for(size + 3)
        self.top -= size + 3
        self.canvas.setFont(font, size)
        self.canvas.drawString(MARGIN, self.top, text)

    def room_for(self, height: float) -> None:
        if self.top - height < MARGIN:
            self.canvas.showPage()
            self.top = HEIGHT - MARGIN


def is_long(question: Question) -> bool:
    """Several answers are written, not ticked: of a printed copy's boxes nobody could tell which were."""
    return question.keeps_lines or question.kind == "several"


def fitting(text: str, size: float) -> float:
    """A size at which the text stands on one line."""
    return float(min(size, size * INSIDE / stringWidth(text, BOLD, size)))
