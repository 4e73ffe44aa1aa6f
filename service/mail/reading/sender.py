"""Who a mail says it is from, where that can be said beyond doubt.

Readers differ over what `officer@council.example <someone@x.example>` or two From lines mean, and a
difference is a way in. So From is matched whole against the plain forms that all readers take alike
(RFC 5322, 3.4: one mailbox, no comments, no groups), and the standard library must agree. Anything else
has no sender: the mail is kept, shown and held, and nobody is taken to have written it.
"""

import re
from email.utils import getaddresses
from typing import NamedTuple

from service.mail.reading import charset

ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = rf"{ATOM}(?:\.{ATOM})*@{LABEL}(?:\.{LABEL})*"
NAME = r"""[A-Za-z0-9!#$%&'*+/=?^_`{|}~. -]*|"(?:[^"\\]|\\.)*" ?"""
MAILBOX = re.compile(rf"(?:(?P<name>{NAME})<(?P<angled>{ADDRESS})>|(?P<bare>{ADDRESS}))")
ANGLED = re.compile(r"^(?P<name>.*)<\s*(?P<address>[^<>]*@[^<>]*?)\s*>[^<>]*$", re.S)
LOOSE = re.compile(r"[^\s<>\"(),:;]+@[^\s<>\"(),:;]+")
COMMENTED = re.compile(
    rf"\s*(?P<address>{LOOSE.pattern})\s*\((?P<name>[^()<>@]+)\)\s*"
)  # as in the first mail programs
UNESCAPED = re.compile(r"\\(.)")
ENCODED = re.compile(r"=\?[^?]+\?[bBqQ]\?")
LONGEST = 254  # RFC 5321, 4.5.3.1.3, as corrected


class Sender(NamedTuple):
    """`address` in lower case; None when `doubt`, a sentence, says why nobody can be named."""

    address: str | None
    name: str
    doubt: str | None = None


def named(values: tuple[str, ...]) -> Sender:
    """The one sender that the From lines `values` (unfolded, not decoded) name."""
    if len(values) != 1:
        return Sender(None, "", f"The mail has {len(values)} From lines where there must be one.")
    found = MAILBOX.fullmatch(values[0])
    if not found or not values[0].isascii():
        return Sender(None, charset.words(values[0]), "The From line does not name one plain address beyond doubt.")
    address, written = found["angled"] or found["bare"], (found["name"] or "").strip()
    name = charset.words(re.sub(r"\\(.)", r"\1", written[1:-1]) if written.startswith('"') else written)
    return Sender(*_agreed(values[0], address.lower(), name))


def _agreed(value: str, address: str, name: str) -> tuple[str | None, str, str | None]:
    if not is_plain(address):
        return None, name, "The address in the From line is no address that a mailbox can have."
    if ENCODED.search(value) and re.search(r"[<>@]", name) and name.lower() != address:
        return None, name, "The name in the From line hides a second address."
    if [found.lower() for _, found in getaddresses([value])] != [address]:
        return None, name, "The From line can be read in more than one way."
    return address, name, None


def shown(value: str) -> tuple[str, str]:
    """The name and the address that a reader of the From line `value` sees, in whatever shape; empty where none is.

    For people to look at, and to say what a mail is like. It proves nothing: who may be answered or act is `named`.
    """
    angled = ANGLED.search(value)
    if angled:
        name = UNESCAPED.sub(r"\1", angled["name"].strip().strip('"'))
        return charset.words(name), charset.words(angled["address"]).strip()
    commented = COMMENTED.fullmatch(value)
    if commented:
        return charset.words(commented["name"]).strip(), commented["address"].strip(".")
    found = LOOSE.search(value)
    return "", found[0].strip(".") if found else ""


def is_plain(address: str) -> bool:
    """Whether `address` is one plain ASCII address, with nothing encoded in it."""
    return len(address) <= LONGEST and bool(re.fullmatch(ADDRESS, address)) and not ENCODED.search(address)
