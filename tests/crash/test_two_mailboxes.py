"""Two mailbox processes by accident: one collects, by one connection, and the other takes over where it stops (F67)."""

import signal
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.crash.flood import Mailbox, letter, running
from tests.intake.deployment import settings_of
from tests.mail import small_imap
from workers.mailbox import LOOKS


def while_it_starts(mailbox: Mailbox) -> None:
    """Until it has gone its first round, and had time to look at its mailbox."""
    began = time.monotonic()
    with mailbox.engine.connect() as connection:
        while connection.execute(text("SELECT pid FROM heartbeats")).scalar_one() != mailbox.process.pid:
            assert time.monotonic() - began < 60
            connection.rollback()
            time.sleep(0.1)
    time.sleep(LOOKS)


@pytest.mark.parametrize("stopped", [signal.SIGTERM, signal.SIGKILL])
def test_one_collects_and_the_other_takes_over_at_its_next_look(tmp_path: Path, stopped: signal.Signals) -> None:
    settings = settings_of(f"sqlite:///{tmp_path}/parley.db", tmp_path)
    mails = [letter(1), letter(2)]
    with small_imap.serving() as server, running(settings, server) as first:
        server.deliver(mails[0])
        first.until("state = 'ended'", 1, seconds=30)
        with running(settings, server) as second:
            while_it_starts(second)
            assert (first.process.poll(), second.process.poll()) == (None, None)
            assert server.connections == 1
            first.process.send_signal(stopped)
            first.process.wait(30)
            server.deliver(mails[1])
            second.until("state = 'ended'", 2, seconds=2 * LOOKS)
            assert server.connections == 2
            assert second.kept() == Counter(mails)
