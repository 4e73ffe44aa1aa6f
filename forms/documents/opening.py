"""Which kind of file somebody sent, and whether it may be opened: its limits are held before anything is unpacked.

Limits: OWASP ASVS 5.2.3 with the figures of our design (T33). XML with a document type is refused whole, so that no
entity is ever looked at (T34).
"""

import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

from lxml import etree

LARGEST_FILE = 20_000_000
LARGEST_PART = 20_000_000
MOST_UNPACKED = 200_000_000
MOST_ENTRIES = 2_000
GREATEST_RATIO = 100
SMALL = 100_000  # what unpacks to less than this does no harm, however tightly it was packed
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word up to 2003; and Word of today, behind a password
BEHIND_A_PASSWORD = "EncryptedPackage".encode("utf-16-le")
IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"\0\0\0\x18ftyphei", b"\0\0\0\x24ftyphei")
MACROS = re.compile(r"(?:.*/)?(?:vbaProject\.bin|vbaData\.xml)|(?:Basic|Scripts)/.+", re.IGNORECASE)
WORD, ODT = "word/document.xml", "content.xml"


class Why(StrEnum):
    """Why a file could not be read as one of our forms."""

    PASSWORD = "password"
    MACROS = "macros"
    OLD_WORD = "old word"
    SCANNED = "scanned"
    TOO_LARGE = "too large"
    DAMAGED = "damaged"
    NOT_OURS = "not ours"


class Refused(Exception):
    """The file is not opened any further."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Package:
    """A zip whose limits were held: Word's, or that of LibreOffice."""

    zip: zipfile.ZipFile
    names: frozenset[str]

    def part(self, name: str) -> bytes:
        """The bytes of a part, or none where it is missing. Raises Refused."""
        if name not in self.names:
            return b""
        if self.zip.getinfo(name).file_size > LARGEST_PART:
            raise Refused(Why.TOO_LARGE)
        try:
            return self.zip.read(name)
        except Exception as fault:  # zipfile's errors, and zlib's own, which is no subclass of any of them
            raise Refused(Why.DAMAGED) from fault


def hold_against_limits(content: bytes) -> None:
    """Raises Refused for what is too large, behind a password, or of a kind that we never open."""
    if len(content) > LARGEST_FILE:
        raise Refused(Why.TOO_LARGE)
    if content.startswith(OLE):
        raise Refused(Why.PASSWORD if BEHIND_A_PASSWORD in content else Why.OLD_WORD)
    if content.startswith(IMAGES):
        raise Refused(Why.SCANNED)


def package(content: bytes) -> Package:
    """The zip in `content`. Raises Refused before anything of it is unpacked."""
    try:
        zipped = zipfile.ZipFile(BytesIO(content))
        entries = zipped.infolist()
    except Exception as fault:  # a zip's directory is anybody's bytes
        raise Refused(Why.DAMAGED) from fault
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or any(map(_is_packed_too_tightly, entries)):
        raise Refused(Why.TOO_LARGE)
    if unpacked > max(SMALL, GREATEST_RATIO * len(content)):
        raise Refused(Why.TOO_LARGE)
    names = frozenset(entry.filename for entry in entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(Why.PASSWORD)
    if any(map(MACROS.fullmatch, names)):
        raise Refused(Why.MACROS)
    found = Package(zipped, names)
    if b"encryption-data" in found.part("META-INF/manifest.xml"):
        raise Refused(Why.PASSWORD)
    return found


def _is_packed_too_tightly(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > max(SMALL, GREATEST_RATIO * entry.compress_size)


def xml(part: bytes) -> Any:
    """The tree of a part. Raises Refused for a document type, and for what is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Refused(Why.DAMAGED) from fault
    if tree.getroottree().docinfo.doctype:
        raise Refused(Why.DAMAGED)
    return tree
