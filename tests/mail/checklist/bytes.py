"""Mails as bytes, for the cases of the checklist, and the shape of a case."""

from base64 import b64encode
from typing import Any, NamedTuple

import pytest

KEY = b"a key for the tests, 32 bytes lo"
OFFICER = "Jo Harker <jo.harker@council.example>"
TAGGED = "sefton+k5q2m7xw3znv4tjy6dbpr2ohcf@parley.example"
HEAD = f"From: {OFFICER}\nTo: {TAGGED}\nSubject: RE: SEF-4T9K-2MC2\nMessage-ID: <a1@council.example>\n"
REPLY = f"{HEAD}In-Reply-To: <one@parley.example>\nDate: Wed, 25 Nov 2026 10:12:00 +0000\n"


class Case(NamedTuple):
    """One mail of a case of the checklist, and what must be told of it: keys of `describe` with their values; a tuple
    of words must all be in the text."""

    number: int
    about: str
    raw: bytes
    told: dict[str, Any]


def mail(head: str, body: str | bytes = "Words.\n", line_end: str = "\r\n") -> bytes:
    written = head.strip("\n").replace("\n", line_end) + 2 * line_end
    return written.encode() + (body.replace("\n", line_end).encode() if isinstance(body, str) else body)


def reply(body: str | bytes, head: str = "") -> bytes:
    """An officer's answer; `head` adds lines such as the content type."""
    return mail(f"{REPLY}{head}", body)


def multipart(*parts: str | bytes, kind: str = "mixed", head: str = REPLY, boundary: str = "b") -> bytes:
    """Parts with their own header lines, an empty line and a body each."""
    body = b"".join(
        b"--b\r\n" + (part if isinstance(part, bytes) else part.replace("\n", "\r\n").encode()) + b"\r\n"
        for part in parts
    )
    return mail(f'{head}MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary="{boundary}"', body + b"--b--\r\n")


def text(words: str, more: str = "") -> str:
    return f"Content-Type: text/plain; charset=utf-8{more}\n\n{words}"


def file(name: str, content: bytes = b"%PDF-1.4", kind: str = "application/pdf") -> str:
    return (
        f'Content-Type: {kind}; name="{name}"\nContent-Transfer-Encoding: base64\n'
        f'Content-Disposition: attachment; filename="{name}"\n\n{b64encode(content).decode()}'
    )


def table(cases: list[Case]) -> Any:
    """The cases for pytest, with the number in each id."""
    return pytest.mark.parametrize("case", [pytest.param(case, id=f"{case.number} {case.about}") for case in cases])


def check(case: Case, told: dict[str, Any]) -> None:
    for key, value in case.told.items():
        if isinstance(value, tuple):
            assert [words for words in value if words not in told[key]] == [], (key, told[key])
        else:
            assert told[key] == value, (key, told[key])
