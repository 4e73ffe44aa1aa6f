"""The files of a mail: named without folders, typed by what they hold, and unwrapped where they only carry others."""

import re
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from service.mail.reading import charset, contents, tnef

LONGEST_NAME = 200
STILL_WRAPPED = "The mail holds a winmail.dat that cannot be opened here in full; open it in Outlook."
LOCKED = "The mail holds a file that is locked with a password; ask its sender to send it without."


@dataclass(frozen=True)
class Attachment:
    """A file as it was sent. `name` has no folders and no control characters; it is never a path. `content_type` is
    what the mail calls it, `kind` what its bytes say; `could_run`: opening it may do harm."""

    name: str
    content_type: str
    content: bytes = field(repr=False)
    kind: str = contents.UNKNOWN
    could_run: bool = False


class Files(NamedTuple):
    """The files; the text that stood in one of them, a winmail.dat; and what is wrong, in sentences."""

    all: tuple[Attachment, ...]
    text: str
    defects: tuple[str, ...]


def of(found: list[dict[str, Any]]) -> Files:
    """The files that mail-parser found, in their order."""
    files: list[Attachment] = []
    texts: list[str] = []
    for file in map(_file, found):
        wrapped = tnef.opened(file.content) if tnef.is_one(file.name, file.content_type) else None
        if wrapped is None or not wrapped.whole:
            files.append(file)
        if wrapped is not None:
            texts.append(wrapped.text)
            files += [named(name, "", content) for name, content in wrapped.files]
    defects = [
        *(STILL_WRAPPED for file in files if tnef.is_one(file.name, file.content_type)),
        *(LOCKED for file in files if contents.is_locked(file.content)),
    ]
    return Files(tuple(files), next(filter(str.strip, texts), ""), tuple(defects))


def named(name: str, declared: str, content: bytes) -> Attachment:
    """A file under a name without folders, and typed by what it holds."""
    plain = charset.line(re.split(r"[/\\]", name)[-1])[-LONGEST_NAME:]
    plain = plain if plain.strip(". ") else "attachment"
    kind, could_run = contents.of(content, plain)
    return Attachment(plain, declared or kind, content, kind, could_run)


def _file(found: dict[str, Any]) -> Attachment:
    payload = found["payload"]
    content = _unpacked(payload) if found["binary"] else payload.encode("utf-8", "surrogateescape")
    return named(found["safe_filename"] or "", charset.line(found["mail_content_type"]), content)


def _unpacked(base64: str) -> bytes:
    """As much as can be read of base64 that may be damaged or cut off."""
    try:
        return b64decode(base64)
    except ValueError:
        signs = re.sub(r"[^A-Za-z0-9+/]", "", base64)
        whole = signs[: len(signs) - (len(signs) % 4 == 1)]
        return b64decode(whole + "=" * (-len(whole) % 4))
