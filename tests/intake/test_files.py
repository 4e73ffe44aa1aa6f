"""What a mail brings is kept sealed, named by what it is, scanned where that can be, and handed out by its number."""

from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage

import pytest

from service.demo.addresses import AUTHSERV_ID
from service.mail.clamd import Clamd
from tests.intake.house import COORDINATOR, SEFTON, TEACHER, House
from tests.mail import clamav

CLEAN = b"%PDF-1.7\nMinutes of the meeting"


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: tests/store asks both what they keep."""
    return "sqlite"


@pytest.fixture(scope="module")
def clamd() -> Iterator[Clamd]:
    with clamav.running() as path:
        yield Clamd(path)


def with_files(*files: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = TEACHER, SEFTON, "Notes"
    message["Message-ID"], message["Date"] = "<files@marram-primary.example>", "Wed, 25 Nov 2026 09:30:00 +0000"
    message["Authentication-Results"] = f"{AUTHSERV_ID}; dmarc=pass header.from={TEACHER.partition('@')[2]}"
    message.set_content("Here are the notes.")
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def opened(house: House, parley, *more: object) -> tuple[int, str, str]:
    (mail,) = house.held()
    answer: tuple[int, str, str] = parley("held", mail.id, "--as", COORDINATOR, "--why", "To read it.", *more)
    return answer


@clamav.NEEDED
def test_an_infected_file_is_withheld_and_both_ends_are_told(house, clamd, parley, tmp_path):
    served = replace(house, service=replace(house.service, scanner=clamd))
    served.receive(with_files(("minutes.doc", CLEAN), ("plan.txt", clamav.INFECTED)))
    code, shown, _ = opened(house, parley)
    assert code == 0
    assert "File 1: minutes.doc (application/pdf, 31 bytes, scanned)" in shown
    assert "File 2: plan.txt (text/plain, 240 bytes, infected: Test.Infected" in shown
    code, _, refused = opened(house, parley, "--file", 2, "--save", tmp_path / "plan.txt")
    assert code == 1
    assert "withheld" in refused
    assert not (tmp_path / "plan.txt").exists()
    assert opened(house, parley, "--file", 1, "--save", tmp_path / "minutes")[0] == 0
    assert (tmp_path / "minutes").read_bytes() == CLEAN
    assert house.to(COORDINATOR, "infected")
    assert house.to(TEACHER, "virus scanner")


def test_without_a_scanner_the_record_says_so(house, parley):
    house.receive(with_files(("run.exe", b"MZ" + bytes(100))))
    _, shown, _ = opened(house, parley)
    assert "File 1: run.exe (application/x-msdownload, 102 bytes, not scanned" in shown
    assert "Opening it could do harm." in shown
    assert opened(house, parley, "--file", 3, "--save", "nowhere")[2].startswith("The mail brings 1 files.")


def test_what_is_kept_of_a_file_names_nothing_in_the_clear(house):
    house.receive(with_files(("Quillback Harbour.pdf", CLEAN)))
    assert not [row for rows in house.dump().values() for row in rows if "Quillback" in row or "Minutes" in row]
