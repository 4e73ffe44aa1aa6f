"""A file that somebody adds on the pages: what it is by its content, whether it may be taken, what the scanner says.

It is looked at from outside, never opened. One in which the scanner finds something is not kept at all; whoever brings
it is told at once, which a mail could not do.
"""

import re
from pathlib import PurePath

from service.bootstrap import Service
from service.mail.clamd import Verdict
from service.mail.reading import contents
from service.seam.drafting import Document

MOST, LARGEST = 5, 10_000_000  # files; bytes of one
KINDS = (
    contents.OFFICE + "wordprocessingml.document", contents.OFFICE + "spreadsheetml.sheet",
    "application/vnd.oasis.opendocument.text", "application/pdf", "application/rtf", "image/jpeg", "image/png",
)  # fmt: skip
MAILS = {".eml": ("text/plain", "message/rfc822"), ".msg": ("application/x-ole-storage",)}
HEADED = re.compile(rb"[A-Za-z][A-Za-z-]*:[ \t]")  # how a mail begins (RFC 5322 2.2)
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")  # ECMA-376 in its encrypted form ([MS-OFFCRYPTO] 1.3.3)
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f/\\]")

NONE, EMPTY = "Select a document", "The selected file is empty"
TOO_LARGE, TOO_MANY = "The selected file must be smaller than 10MB", f"You can only select up to {MOST} files"
OTHER_KIND = "The selected file must be a DOCX, ODT, PDF, RTF, JPG, PNG, XLSX, EML or MSG"
LOCKED, INFECTED = "The selected file is password protected", "The selected file contains a virus"


def looked_at(service: Service, name: str, content: bytes) -> Document | str:
    """The document that these bytes are, scanned; or why it is not taken."""
    why_not = refused(name, content)
    if why_not:
        return why_not
    scan = service.scanner.scan(content)
    if scan.verdict is Verdict.INFECTED:
        return INFECTED
    return Document(shown_name(name), contents.of(content, name).type, len(content), str(scan))


def refused(name: str, content: bytes) -> str:
    """Why a file is not taken, whatever a scanner would say of it; empty where it may be."""
    if not name and not content:
        return NONE
    if not content:
        return EMPTY
    if len(content) > LARGEST:
        return TOO_LARGE
    if is_locked(content):
        return LOCKED
    return "" if is_allowed(name, content) else OTHER_KIND


def is_locked(content: bytes) -> bool:
    is_encrypted_pdf = content.startswith(b"%PDF-") and b"/Encrypt" in content
    return contents.is_locked(content) or is_encrypted_pdf or ENCRYPTED_OFFICE in content


def is_allowed(name: str, content: bytes) -> bool:
    """By what it is. A mail has no sign of its own: its name must say so, and its first line be a header."""
    kind, ending = contents.of(content).type, PurePath(name).suffix.lower()
    if ending == ".eml":
        return kind in MAILS[ending] and HEADED.match(content) is not None
    return kind in KINDS or kind in MAILS.get(ending, ())


def shown_name(name: str) -> str:
    """The file's own name, without its folders and without what cannot be seen."""
    return UNSEEN.sub("", name.replace("\\", "/").rpartition("/")[2])[-100:] or "document"
