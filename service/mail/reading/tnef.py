"""winmail.dat opened: what Outlook wraps a mail and its files in when it takes its reader for another (MS-OXTNEF)."""

from dataclasses import dataclass

from tnefparse import TNEF

from service.mail.reading import charset, markup

KINDS = ("application/ms-tnef", "application/vnd.ms-tnef")
FIRST_ATTRIBUTE, BEFORE_DATA, CHECKSUM = 6, 9, 2
SIGNATURE = b"\x78\x9f\x3e\x22"


@dataclass(frozen=True)
class Opened:
    """The text inside, empty where there is none, and the files with their names as they were given. `whole`: the
    bytes go on to their end as they should, and hold something."""

    text: str
    files: tuple[tuple[str, bytes], ...]
    whole: bool


def is_one(name: str, content_type: str) -> bool:
    """Whether a file calls itself one."""
    return content_type.lower() in KINDS or name.lower() == "winmail.dat"


def opened(content: bytes) -> Opened | None:
    """What is wrapped in `content`; None where it cannot be opened."""
    if not content.startswith(SIGNATURE):
        return None
    try:
        wrapped = TNEF(content, do_checksum=False)
        files = tuple((_words(one.long_filename() or one.name), bytes(one.data)) for one in wrapped.attachments)
        text = _text(wrapped)
    except Exception:  # it raises whatever damaged bytes make of it
        return None
    return Opened(text, files, bool(text or files) and _goes_to_its_end(content))


def _goes_to_its_end(content: bytes) -> bool:
    """Whether no attribute is cut off (MS-OXTNEF, 2.1.3: level, name, length, data, checksum)."""
    at = FIRST_ATTRIBUTE
    while at + BEFORE_DATA <= len(content):
        length = int.from_bytes(content[at + BEFORE_DATA - 4 : at + BEFORE_DATA], "little")
        at += BEFORE_DATA + length + CHECKSUM
    return at == len(content)


def _text(wrapped: TNEF) -> str:
    if wrapped.body:
        return charset.lines(_words(wrapped.body)).strip("\0\ufffd\n ")
    return markup.to_text(_words(wrapped.htmlbody))[0] if wrapped.htmlbody else ""


def _words(value: str | bytes) -> str:
    return charset.decode(value, "")[0] if isinstance(value, bytes) else value
