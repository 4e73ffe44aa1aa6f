"""winmail.dat opened: what Outlook wraps a mail and its files in when it takes its reader for another (MS-OXTNEF)."""

from dataclasses import dataclass

from tnefparse import TNEF

from service.mail.reading import charset, markup

KINDS = ("application/ms-tnef", "application/vnd.ms-tnef")
SIGNATURE = b"\x78\x9f\x3e\x22"


@dataclass(frozen=True)
class Opened:
    """The text inside, empty where there is none, and the files with their names as they were given."""

    text: str
    files: tuple[tuple[str, bytes], ...]


def opened(content: bytes) -> Opened | None:
    """What is wrapped in `content`; None where it cannot be opened, as when it is cut off."""
    if not content.startswith(SIGNATURE):
        return None
    try:
        wrapped = TNEF(content, do_checksum=False)
        files = tuple((_words(one.long_filename() or one.name), bytes(one.data)) for one in wrapped.attachments)
        return Opened(_text(wrapped), files)
    except Exception:  # it raises whatever damaged bytes make of it
        return None


def _text(wrapped: TNEF) -> str:
    if wrapped.body:
        return charset.lines(_words(wrapped.body)).strip("\0\ufffd\n ")
    return markup.to_text(_words(wrapped.htmlbody))[0] if wrapped.htmlbody else ""


def _words(value: str | bytes) -> str:
    return charset.decode(value, "")[0] if isinstance(value, bytes) else value
