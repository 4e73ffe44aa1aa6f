"""A mail is read in a child: the same mail as ever, within its allowance, and whatever happens to the child."""

import os
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import Choices, SummaryLogForm
from forms.documents import workbook
from forms.summary_log import ON_A_SHEET
from service.errors import Unreadable
from service.mail.reading.message import read
from service.reader import FULL, HERE, QUICK, Allowance, LimitedReader, child, wire
from service.reader.limited import PROCESSES

MAILS = sorted((Path(__file__).parents[1] / "mails").glob("*.eml"))
A_MAIL = MAILS[0].read_bytes()
LARGE = b"From: a@x.example\n\n" + b"Some words in a line that is like all others.\n" * 600_000


@pytest.fixture(scope="module")
def reader() -> Iterator[LimitedReader]:
    with LimitedReader(FULL) as limited:
        yield limited


def test_the_child_reads_what_would_be_read_here(reader):
    assert MAILS
    for path in MAILS:
        assert reader.mail(path.read_bytes()) == read(path.read_bytes()), path.name


def test_the_child_reads_a_spreadsheet_as_it_would_be_read_here(reader):
    choices = Choices(today=date(2026, 11, 25))
    row = {"child_name": "Oriel Quince", "concern": "Neglect.", "outcome": "Still open"}
    sheet = workbook(SummaryLogForm.asking(choices), ON_A_SHEET, [row, row])
    [_, found] = reader.forms("", [sheet], {"summary_log": choices})
    assert found == HERE.forms("", [sheet], {"summary_log": choices})[1]
    assert (found.kind, dict(found.given), len(found.more)) == ("xlsx", row, 1)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=500))
def test_any_mail_passes_the_wire_unchanged(raw):
    mail = read(raw)
    ours, theirs = PROCESSES.Pipe()
    wire.send(theirs, wire.of_mail(mail))
    assert wire.to_mail(raw, *wire.receive(ours)) == mail


@pytest.mark.parametrize(
    ("allowance", "reason"),
    [
        (Allowance(cpu=0.05, per_megabyte=0, wall=20), "0.05 seconds of work"),
        (Allowance(cpu=5, per_megabyte=0, wall=0.01), "within 0.01 seconds"),
        (Allowance(cpu=5, per_megabyte=0, wall=20, memory=128 * 1024**2), "more than 128 MB"),
    ],
)
def test_what_takes_more_than_its_allowance_is_not_read_and_the_next_mail_is(allowance, reason):
    with LimitedReader(allowance) as limited:
        with pytest.raises(Unreadable, match=reason):
            limited.mail(LARGE)
        if allowance.wall > 1:
            assert limited.mail(A_MAIL) == read(A_MAIL)


def test_one_child_serves_many_mails_and_a_killed_one_is_replaced(reader):
    reader.mail(A_MAIL)
    served_by = reader._child.pid
    reader.mail(A_MAIL)
    assert reader._child.pid == served_by
    os.kill(served_by, signal.SIGKILL)
    with pytest.raises(Unreadable):
        while True:  # the signal may take a moment
            reader.mail(A_MAIL)
            if reader._child.pid != served_by:
                raise Unreadable
    assert reader.mail(A_MAIL) == read(A_MAIL)


def test_a_quick_reading_has_more_time_for_a_larger_mail():
    assert QUICK.seconds_for(0) == 0.25
    assert QUICK.seconds_for(10 * 1024**2) == pytest.approx(1.25)


@pytest.mark.parametrize("nonsense", [b"", b"{}", b"[]", b'{"blobs": "x"}', b"\xff", b'"x"'])
def test_a_child_that_answers_nonsense_is_not_believed(nonsense):
    ours, theirs = PROCESSES.Pipe()
    theirs.send_bytes(nonsense)
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        wire.receive(ours)


def _opens_a_line() -> None:
    socket.create_connection(("127.0.0.1", 9))


def _starts_a_process() -> None:
    subprocess.run(["true"], check=True)


def _writes_a_file(path: Path) -> Callable[[], None]:
    return lambda: path.write_text("x") and None


def _tries(line, path: Path) -> None:
    child._restrain(FULL.memory)
    outcomes = []
    for attempt in (_opens_a_line, _starts_a_process, _writes_a_file(path)):
        try:
            attempt()
            outcomes.append("done")
        except PermissionError:
            outcomes.append("refused")
    line.send(outcomes)


def test_the_child_opens_no_line_starts_no_process_and_writes_no_file(tmp_path):
    ours, theirs = PROCESSES.Pipe()
    attempt = PROCESSES.Process(target=_tries, args=(theirs, tmp_path / "written"), daemon=True)
    attempt.start()
    assert ours.poll(20)
    assert ours.recv() == ["refused"] * 3
    assert not (tmp_path / "written").exists()
