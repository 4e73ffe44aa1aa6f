"""Whose words stand where in a mail's parts.

The sender's own text is what is written in the mail itself. A mail attached to it is somebody else's and
is set aside whole, as a file, before any text is gathered; so are texts sent as files.
"""

import re
from base64 import b64encode
from email.message import Message
from email.policy import Compat32

from service.mail.reading import charset, markup
from service.mail.reading.limits import children

SEE_HTML = re.compile(
    r"\b(?:html|rich text)[- ](?:viewer|version|format|e-?mail|capable|enabled|compatible|client)"
    r"|\b(?:not|n['’]t) support html",
    re.I,
)
MOST_OF_A_NOTE = 400
ENDINGS = {"message/rfc822": ".eml", "message/delivery-status": ".txt", "text/calendar": ".ics", "text/rtf": ".rtf"}


class _AsItCame(Compat32):
    """Header lines are written as they were read: to fold one of a megabyte anew takes its time."""

    def fold_binary(self, name: str, value: str) -> bytes:
        return f"{name}: {value}{self.linesep}".encode("utf-8", "surrogateescape")


def set_aside(message: Message) -> None:
    """Turn attached mails into files and give every file a name, in place."""
    leaves = _leaves(message)
    for number, part in enumerate(leaves, 1):
        if part.is_multipart():
            _close(part)
        if not _is_body(part) and not part.get_filename():
            del part["Content-Disposition"]
            name = f"attachment-{number}{ENDINGS.get(part.get_content_type(), '')}"
            part.add_header("Content-Disposition", "attachment", filename=name)


def kinds(message: Message) -> list[str]:
    """The content types of the parts that hold something themselves, in order."""
    return [part.get_content_type() for part in _leaves(message)]


def text_of(part: Message, defects: list[str]) -> str:
    """The sender's own text, plain; of alternatives the plain one, unless it is empty, or cannot show what was struck
    out. Adds to `defects`."""
    if not part.is_multipart():
        return _leaf_text(part, defects)
    if part.get_content_type() != "multipart/alternative":
        texts = (text_of(child, defects) for child in children(part))
        return "\n".join(text for text in texts if text.strip())
    struck = next((child for child in children(part) if _strikes_out(child)), None)
    if struck is not None:
        return text_of(struck, defects)
    plain_first = sorted(children(part), key=lambda child: child.get_content_type() != "text/plain")
    written = [text for child in plain_first if (text := text_of(child, defects)).strip()]
    return next((text for text in written if not _sends_to_the_html(text)), "".join(written[:1]))


def _strikes_out(part: Message) -> bool:
    pages = (leaf for leaf in _leaves(part) if leaf.get_content_type() == "text/html" and _is_body(leaf))
    return any(markup.strikes_out(_decoded(page)[0]) for page in pages)


def _sends_to_the_html(text: str) -> bool:
    return len(text) < MOST_OF_A_NOTE and bool(SEE_HTML.search(text))


def _leaf_text(part: Message, defects: list[str]) -> str:
    kind = part.get_content_type()
    if not _is_body(part) or part.get_filename():
        return ""
    written, doubt = _decoded(part)
    defects += [doubt] if doubt else []
    written = charset.lines(written)
    if kind == "text/html":
        written, doubt = markup.to_text(written)
        defects += [doubt] if doubt else []
        return written
    if str(part.get_param("format", "")).lower() == "flowed":
        return unflow(written, str(part.get_param("delsp", "")).lower() == "yes")
    return written


def unflow(text: str, delsp: bool = False) -> str:
    """Lines of format=flowed joined to paragraphs again (RFC 3676), each keeping its depth of quoting."""
    out: list[tuple[int, list[str]]] = []
    open_at = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        if depth == open_at and words != "-- ":
            out[-1][1].append(words)
        else:
            out.append((depth, [words]))
        flowed = words.endswith(" ") and words != "-- "
        open_at = depth if flowed else -1
        if flowed and delsp:
            out[-1][1][-1] = words[:-1]
    return "\n".join(f"{'>' * depth} " * bool(depth) + "".join(words) for depth, words in out)


def _leaves(message: Message) -> list[Message]:
    """Parts that hold something themselves, in order; an attached mail is one of them and is not entered."""
    leaves, waiting = [], [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() != "message":
            waiting += reversed(children(part))
        else:
            leaves.append(part)
    return leaves


def _close(part: Message) -> None:
    """An attached mail as the bytes of a file, without its tree."""
    inside = b"\n".join(child.as_bytes(policy=_AsItCame()) for child in children(part))
    del part["Content-Transfer-Encoding"]
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(b64encode(inside).decode("ascii"))


def _is_body(part: Message) -> bool:
    """Whether the part is text of the mail: plain or HTML, not sent as a file; or a multipart that fell apart."""
    kind = part.get_content_type()
    shown = kind in ("text/plain", "text/html") or kind.startswith("multipart/")
    return shown and part.get_content_disposition() != "attachment"


def _decoded(part: Message) -> tuple[str, str | None]:
    content = part.get_payload(decode=True)
    return charset.decode(content if isinstance(content, bytes) else b"", str(part.get_content_charset() or ""))
