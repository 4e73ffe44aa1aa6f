"""Files are what their bytes say, whatever they call themselves."""

import io
import zipfile

import pytest

from service.mail.reading import contents

OFFICE = "application/vnd.openxmlformats-officedocument."


def packed(*names: str, first: str = "") -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind", "could_run"),
    [
        (b"%PDF-1.7\n1 0 obj", "form.pdf", "application/pdf", False),
        (b"%PDF-1.7\n<< /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>", "form.pdf", "application/pdf", True),
        (packed("word/document.xml"), "form.docx", f"{OFFICE}wordprocessingml.document", False),
        (packed("word/document.xml", "word/vbaProject.bin"), "form.docx", "application/vnd.ms-office.macro", True),
        (packed("xl/workbook.xml"), "log.xlsx", f"{OFFICE}spreadsheetml.sheet", False),
        (packed("content.xml", first="application/vnd.oasis.opendocument.text"), "form.odt",
         "application/vnd.oasis.opendocument.text", False),
        (packed("holiday.jpg"), "photos.zip", "application/zip", True),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "form.doc", "application/x-ole-storage", True),
        (b"MZ\x90\x00" + bytes(200), "form.pdf", "application/x-msdownload", True),
        (b"\x7fELF" + bytes(200), "plan", "application/x-msdownload", True),
        (b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(100), "plan.pdf.lnk", "application/x-ms-shortcut", True),
        (bytes(0x8001) + b"CD001" + bytes(50), "disc.img", "application/x-iso9660-image", True),
        (b"#!/bin/sh\nrm -r /", "notes.txt", "text/x-script", True),
        (b"<html><body>Sign in</body></html>", "invoice.html", "text/html", True),
        (b"\xef\xbb\xbf<!-- x -->\n<!DOCTYPE html><html>", "plan.txt", "text/html", True),
        (b"<?xml version='1.0'?><svg onload='x()'>", "logo.png", "image/svg+xml", True),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "photo.png", "image/png", False),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100), "photo.jpg", "image/jpeg", False),
        ("Notes of the call – 3 December".encode(), "notes.txt", "text/plain", False),
        (b"WScript.Shell", "notes.vbs", "text/plain", True),
        (b"BEGIN:VCALENDAR\r\n", "invite.ics", "text/calendar", False),
        (b"{\\rtf1 Words}", "notes.rtf", "application/rtf", False),
        (b"", "nothing.pdf", "application/octet-stream", False),
        (bytes(range(1, 256)), "what", "application/octet-stream", False),
    ],
)  # fmt: skip
def test_a_file_is_what_its_bytes_say(content, name, kind, could_run):
    assert contents.of(content, name) == (kind, could_run)


def test_a_word_cut_at_the_end_of_what_is_looked_at_is_text():
    assert contents.of(b"x" * (contents.FIRST - 1) + "–".encode() + b"x" * 100).type == "text/plain"
