"""The text of a procedure file, before anything is made of it: TOML of a sensible size."""

import re
import tomllib

from service.procedures.fault import Fault, plain
from service.procedures.shape import Table

LONGEST_FILE = 200_000
LONGEST_LINE = 4_500
Reason = tuple[str, str]  # the place, and what is wrong there
IN_PLAIN_WORDS = (
    (
        r"Cannot declare|Cannot mutate",
        "a heading is here twice, or adds to a clause that was closed with } on its line",
    ),
    (r"Cannot overwrite", "a key is here twice"),
    (r"Invalid value", 'what stands after the = is no value. A text needs quotes, and straight ones: "so"'),
    (r"Unterminated string|Illegal character '.n'", "a quotation mark is missing"),
    (r"Unclosed|Expected '\]'", "a comma or a closing bracket is missing, or a date is not written as 2026-01-31"),
    (r"Expected '=' after a key|Invalid statement", "a line needs a key, = and a value"),
    (r"Expected newline", "there is more after the value. Two values are a [list], and a text or a time needs quotes"),
)
AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def table_of(key: str, text: str, found: list[Fault]) -> Table | None:
    """The file's table; None, with the reason reported, where it cannot be read."""
    table = _size(text) or _parsed(text)
    if isinstance(table, dict):
        return table
    found.append(Fault(f"{key}.toml", *table))
    return None


def _size(text: str) -> Reason | None:
    if not text.strip():
        return "", 'is empty. Begin with name = "Anytown escalation procedure".'
    if len(text) > LONGEST_FILE:
        return "", f"is longer than {LONGEST_FILE} characters. A procedure needs a tenth of that."
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            return f"line {number}", f"is longer than {LONGEST_LINE} characters. Break it up."
    return None


def _parsed(text: str) -> Table | Reason:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        return _where_and_what(str(fault), text)
    except (ValueError, RecursionError):
        return "", "holds a number or a nesting too large to read. Take it out."


def _where_and_what(message: str, text: str) -> Reason:
    place = AT_LINE.search(message)
    line = (place and place[1]) or str(len(text.splitlines()))
    exactly = plain(AT_LINE.sub("", message))
    what = next((words for pattern, words in IN_PLAIN_WORDS if re.match(pattern, message)), exactly)
    return f"line {line}", f"cannot be read: {what}."


def text_of(key: str, raw: bytes, found: list[Fault]) -> str:
    """The text in the bytes of a file; empty, with the line reported, where they are not UTF-8."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        found.append(Fault(f"{key}.toml", f"line {line}", 'is not UTF-8. Save the file again as "UTF-8" text.'))
        return ""
