"""The published forms as files: made blank or filled, and read again however they came back.

`read` knows a form by what the file says of itself, else by its labels. It works on bytes and gives plain values, so
that it can be run where little harm is done by a hostile file.
"""

from forms.documents.kinds import KINDS, Kind
from forms.documents.opening import Why
from forms.documents.pdf import pdf
from forms.documents.reading import Edition, Filled, Unread, read, read_text
from forms.documents.word import word
from forms.documents.workbook import as_csv, workbook

__all__ = [
    "KINDS", "Edition", "Filled", "Kind", "Unread", "Why", "as_csv", "pdf", "read", "read_text", "word", "workbook",
]  # fmt: skip
