"""Files that nobody should open: each is refused by its name, at once, and before anything of it is unpacked."""

import resource
import time
import zipfile
from io import BytesIO
from random import Random

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from forms import ResolutionReportForm
from forms.documents import Filled, Why, pdf, read, word
from forms.documents.opening import LARGEST_FILE, MOST_ENTRIES
from tests.forms.filled import offered, part_of, why_not, with_part

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY e "&c;&c;&c;&c;&c;&c;&c;&c;">]><d>&e;&e;&e;&e;&e;&e;&e;&e;</d>"""
FROM_A_FILE = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><d>&x;</d>"""
FROM_THE_NET = b"""<?xml version="1.0"?><!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd"><d/>"""
NO_XML = b"<w:document"
DEEP = b"<a>" * 30_000
randbytes = Random(7).randbytes
SECONDS, MEGABYTES = 2, 250


def zipped(*parts: tuple[str, bytes], level: int = 9) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as package:
        for name, content in parts:
            package.writestr(name, content)
    return made.getvalue()


def locked(pdf: bytes) -> bytes:
    writer = PdfWriter(PdfReader(BytesIO(pdf)))
    writer.encrypt("curlew")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def scan() -> bytes:
    """A page with lines and no words, as a scanner makes it."""
    made = BytesIO()
    canvas = Canvas(made)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.save()
    return made.getvalue()


def lying(content: bytes) -> bytes:
    """A zip whose directory says that its parts are small."""
    real = zipped(("word/document.xml", content))
    size = len(content).to_bytes(4, "little")
    return real.replace(size, (100).to_bytes(4, "little"))


@pytest.fixture
def ours(choices) -> bytes:
    return word(ResolutionReportForm.asking(choices))


HOSTILE = {
    "an image": (lambda docx: b"\xff\xd8\xff\xe0" + b"\0" * 1000, Why.SCANNED),
    "a scan": (lambda docx: scan(), Why.SCANNED),
    "Word 97": (lambda docx: OLE + b"\0" * 4000, Why.OLD_WORD),
    "Word behind a password": (lambda docx: OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000, Why.PASSWORD),
    "a macro": (lambda docx: with_part(docx, "word/vbaProject.bin", b"x"), Why.MACROS),
    "a macro by another case": (lambda docx: with_part(docx, "WORD/VBAPROJECT.BIN", b"x"), Why.MACROS),
    "a macro of LibreOffice": (
        lambda docx: zipped(("content.xml", b"<d/>"), ("Basic/Standard/M.xml", b"x")), Why.MACROS),
    "an odt behind a password": (
        lambda docx: zipped(("content.xml", b"\x01\x02"), ("META-INF/manifest.xml", b"<manifest:encryption-data/>")),
        Why.PASSWORD,
    ),
    "one part that is packed a thousand times": (
        lambda docx: with_part(docx, "word/media/a.xml", b"\0" * 50_000_000), Why.TOO_LARGE),
    "the same beside a part that hardly packs": (
        lambda docx: zipped(("a.bin", randbytes(3_000_000)), ("b.xml", b"\0" * 50_000_000)), Why.TOO_LARGE),
    "a document of blanks": (lambda docx: zipped(("word/document.xml", b" " * 19_000_000)), Why.TOO_LARGE),
    "more than 200 MB in all": (
        lambda docx: zipped(*((f"{n}.bin", b"\0" * 21_000_000) for n in range(10)), level=1), Why.TOO_LARGE),
    "two thousand and one entries": (
        lambda docx: zipped(*((f"{n}.xml", b"") for n in range(MOST_ENTRIES + 1))), Why.TOO_LARGE),
    "a directory that lies": (lambda docx: lying(b" " * 19_000_001), Why.DAMAGED),
    "a file over the limit": (lambda docx: b"%PDF-" + b"\0" * LARGEST_FILE, Why.TOO_LARGE),
    "laughs": (lambda docx: with_part(docx, "word/document.xml", LAUGHS), Why.DAMAGED),
    "laughs in what it says of itself": (lambda docx: with_part(docx, "docProps/core.xml", LAUGHS), Why.DAMAGED),
    "laughs in an odt": (lambda docx: zipped(("content.xml", LAUGHS)), Why.DAMAGED),
    "an entity from a file": (lambda docx: with_part(docx, "word/document.xml", FROM_A_FILE), Why.DAMAGED),
    "a document type from the net": (lambda docx: with_part(docx, "word/document.xml", FROM_THE_NET), Why.DAMAGED),
    "XML that stops": (lambda docx: with_part(docx, "word/document.xml", NO_XML), Why.DAMAGED),
    "XML that is too deep": (lambda docx: with_part(docx, "word/document.xml", DEEP), Why.DAMAGED),
    "half a zip": (lambda docx: docx[: len(docx) // 2], Why.DAMAGED),
    "half a pdf": (lambda docx: scan()[:300], Why.DAMAGED),
    "another zip": (lambda docx: zipped(("a.txt", b"hello")), Why.NOT_OURS),
    "a letter": (lambda docx: b"Dear colleague,\n\nI rang today.\n", Why.NOT_OURS),
    "a program": (lambda docx: b"MZ" + bytes(range(256)) * 40, Why.NOT_OURS),
    "nothing": (lambda docx: b"", Why.NOT_OURS),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_by_name_quickly_and_in_little_memory(name, ours, choices):
    make, why = HOSTILE[name]
    content = make(ours)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    assert why_not(content, choices) is why
    assert time.monotonic() - started < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MEGABYTES * 1024


def test_a_pdf_behind_a_password_is_refused(choices):
    assert why_not(locked(pdf(ResolutionReportForm.asking(choices))), choices) is Why.PASSWORD


def test_a_pdf_that_only_forbids_printing_is_read(choices):
    writer = PdfWriter(PdfReader(BytesIO(pdf(ResolutionReportForm.asking(choices)))))
    writer.encrypt("", owner_password="curlew")
    made = BytesIO()
    writer.write(made)
    assert isinstance(read(made.getvalue(), offered(choices)), Filled)


def test_what_is_outside_a_file_never_comes_into_an_answer(ours, choices):
    body = part_of(ours, "word/document.xml").replace(b"<w:body>", b"<w:body>&x;", 1)
    typed = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + body.partition(b"?>")[2]
    assert why_not(with_part(ours, "word/document.xml", typed), choices) is Why.DAMAGED


def test_a_letter_in_word_is_none_of_our_forms(choices):
    made, saved = docx.Document(), BytesIO()
    made.add_paragraph("Dear colleague,")
    made.save(saved)
    assert why_not(saved.getvalue(), choices) is Why.NOT_OURS


@pytest.mark.parametrize("cut", range(0, 4000, 97))
def test_no_damage_to_a_file_raises(cut, ours, choices):
    for content in (ours, pdf(ResolutionReportForm.asking(choices))):
        at = cut * len(content) // 4000
        read(content[:at] + bytes([content[at] ^ 255]) + content[at + 1 :], offered(choices))
