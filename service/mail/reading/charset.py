"""From bytes to words, honestly: nothing is guessed without saying so, nothing is lost without a mark.

What calls itself iso-8859-1 is read as windows-1252, as every browser does (WHATWG Encoding, 4.2). What
cannot be read keeps a U+FFFD in its place. Control characters never pass: the database refuses NUL, and a
line break in a subject would start a header of its own in an answer.
"""

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header

WINDOWS, JAPANESE = "windows-1252", "iso-2022-jp"
READ_AS = dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin-1", "latin1", "cp1252"), WINDOWS) | {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
UNSTATED = ("", "us-ascii", "ascii", "unknown-8bit", "utf-8", "utf8")
NO_CHARSETS = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")  # Python's own, some quadratic
NOT_SHOWN = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def decode(content: bytes, label: str) -> tuple[str, str | None]:
    """`content` as text, and what was wrong with its charset as a sentence, or None. Never raises."""
    label = label.strip().lower()
    named = READ_AS.get(label, label)
    if named in UNSTATED:
        return _unstated(content, label)
    try:
        if named.replace("-", "_") in NO_CHARSETS:
            raise LookupError
        return content.decode(named), None
    except UnicodeDecodeError:
        return _rescued(content, named), f"The text is not in the charset it names, {line(label)}."
    except (LookupError, ValueError):
        return _rescued(content, "utf-8"), f"The text is in a charset nobody knows, {line(label)}."


def _unstated(content: bytes, label: str) -> tuple[str, str | None]:
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as fault:
        cut_short = fault.reason == "unexpected end of data"
    if not label.startswith("utf"):
        return content.decode(WINDOWS, "replace"), "The text names no charset; it was read as windows-1252."
    read = content.decode("utf-8", "replace")
    if cut_short or any(sign > "\x7f" and sign != "\ufffd" for sign in read):
        return read, "The text is not in the charset it names, utf-8."
    return content.decode(WINDOWS, "replace"), "The text is not in utf-8, which it names; it was read as windows-1252."


def _rescued(content: bytes, named: str) -> str:
    try:
        if named == JAPANESE and content.isascii():  # signs that vendors added; the set of 2004 has them where they do
            return content.replace(b"\x1b$B", b"\x1b$(Q").decode("iso2022_jp_2004")
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(named, "replace")


def words(value: str) -> str:
    """A header's value with its encoded words read (RFC 2047), on one line; unreadable ones stay as they are."""
    try:
        chunks = decode_header(value)
    except (HeaderParseError, ValueError):
        return line(value)
    return line("".join(chunk if isinstance(chunk, str) else _chunk(chunk, label) for chunk, label in chunks))


def _chunk(chunk: bytes, label: str | None) -> str:
    return chunk.decode("raw_unicode_escape") if label is None else decode(chunk, label)[0]


def header(value: str) -> str:
    """A raw header as the parser keeps it (unread bytes as surrogates), on one line; each control becomes U+FFFD."""
    text = decode(value.encode("utf-8", "surrogateescape"), "")[0]
    return CONTROLS.sub("\ufffd", re.sub(r"[\r\n\t ]+", " ", text)).strip()


def line(text: str) -> str:
    """`text` on one line, without controls, line separators and signs that turn or hide what is written."""
    shown = NOT_SHOWN.sub("", LINE_BREAKS.sub(" ", text))
    return " ".join(CONTROLS.sub(" ", shown).split())


def lines(text: str) -> str:
    """`text` with line feeds as its only line breaks, and U+FFFD for what no text holds."""
    return CONTROLS.sub("\ufffd", LINE_BREAKS.sub("\n", unicodedata.normalize("NFC", text)))
