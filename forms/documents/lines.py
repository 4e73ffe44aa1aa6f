"""How much stands on one line of a PDF of ours: who draws it and who reads it again must agree."""

from collections.abc import Iterator

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth

MARGIN = 50
INSIDE = A4[0] - 2 * MARGIN
HINT = 9  # the size of guidance
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"


def wrapped(text: str, size: float, font: str = PLAIN) -> Iterator[str]:
    """The text in lines that fit between the margins."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and stringWidth(longer, font, size) > INSIDE:
            yield line
            longer = word
        line = longer
    if line:
        yield line
