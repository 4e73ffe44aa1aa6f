"""A scanner that finds, one that does not answer, and none: the record says which."""

import io
import socket
import threading
import zipfile
from collections.abc import Iterator

import pytest

from service.mail.clamd import Clamd, NoScanner, Scan, Verdict
from tests.mail import clamav


@pytest.fixture(scope="module")
def clamd() -> Iterator[Clamd]:
    with clamav.running() as path:
        yield Clamd(path)


def in_an_archive(content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside/plan.txt", content)
    return written.getvalue()


@clamav.NEEDED
@pytest.mark.parametrize("wrapped", [lambda content: content, in_an_archive])
def test_what_is_infected_is_found_alone_and_in_an_archive(clamd, wrapped):
    found = clamd.scan(wrapped(clamav.INFECTED))
    assert found.verdict is Verdict.INFECTED
    assert found.what.startswith("Test.Infected")


@clamav.NEEDED
@pytest.mark.parametrize("content", [b"", b"Notes.", b"x" * 1_000_000])
def test_what_is_not_is_clean(clamd, content):
    assert clamd.scan(content) == Scan(Verdict.CLEAN)


@clamav.NEEDED
def test_what_is_larger_than_the_scanner_takes_is_not_scanned(clamd):
    assert clamd.scan(b"x" * 3_000_000).verdict is Verdict.NOT_SCANNED


def answering(answer: bytes) -> str:
    """The address of a server that takes one stream and answers so; nothing means that it hangs up."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with server, server.accept()[0] as line:
            while line.recv(65536)[-4:] != bytes(4):
                pass
            line.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    return f"127.0.0.1:{server.getsockname()[1]}"


@pytest.mark.parametrize(
    ("answer", "scan"),
    [
        (b"stream: OK\0", Scan(Verdict.CLEAN)),
        (b"stream: Win.Test FOUND\0", Scan(Verdict.INFECTED, "Win.Test")),
        (b"Too large. ERROR\0", Scan(Verdict.NOT_SCANNED, "the scanner says: Too large. ERROR")),
        (b"", Scan(Verdict.NOT_SCANNED, "the scanner says: ")),
    ],
)  # fmt: skip
def test_only_a_plain_ok_is_clean(answer, scan):
    assert Clamd(answering(answer)).scan(b"Notes.") == scan


@pytest.mark.parametrize("address", ["/nowhere/clamd.socket", "127.0.0.1:1"])
def test_a_scanner_that_does_not_answer_has_not_scanned(address):
    assert Clamd(address, seconds=1).scan(b"Notes.").verdict is Verdict.NOT_SCANNED


def test_where_there_is_no_scanner_nothing_is_scanned():
    assert NoScanner().scan(b"Notes.").verdict is Verdict.NOT_SCANNED
