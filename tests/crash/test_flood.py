"""A flood with poison in it: no mail is lost, none is doubled, and the mailbox stays within its memory.

The whole flood takes minutes: ./run test --all
"""

import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash.flood import Flood, letter, poured, running
from tests.intake.deployment import settings_of
from tests.mail import dovecot, small_imap
from tests.mail.providers import debian_dovecot

MOST_MEMORY = 300  # MB of each process of ours (reliability-security.md, S14)
LATER_AT_MOST = 60  # seconds that poison may cost the good mails (S15)
ALL = pytest.mark.skipif(not os.environ.get("PARLEY_ALL"), reason="takes minutes; to run it: ./run test --all")

Say = Callable[[object], None]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def aloud(line: object) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}\n")

    return aloud


@pytest.fixture
def sqlite(tmp_path: Path) -> dict[str, str]:
    return settings_of(f"sqlite:///{tmp_path}/parley.db", tmp_path)


def test_of_a_small_flood_with_every_poison_nothing_is_lost_and_nothing_doubled(sqlite: dict[str, str]) -> None:
    flood = Flood(number=120, one_in=10)
    with small_imap.serving() as server:
        account = poured(flood, sqlite, server, seconds=60)
        assert server.folders["INBOX"] == {} and list(server.folders["Filed"].values()) == flood.mails
    assert account.kept == Counter(flood.mails)
    assert account.ends == {"held": 120}
    assert account.memory <= MOST_MEMORY


@ALL
@dovecot.NEEDED
def test_of_ten_thousand_mails_with_poison_nothing_is_lost_and_nothing_doubled(
    sqlite: dict[str, str], say: Say
) -> None:
    flood = Flood(number=10_000, one_in=50)
    with debian_dovecot() as provider:
        account = poured(flood, sqlite, provider, seconds=1800)
        assert provider.folder("INBOX") == [] and len(provider.folder("Filed")) == flood.number
    say(account)
    assert account.kept == Counter(flood.mails)
    assert account.ends == {"held": flood.number}
    assert account.memory <= MOST_MEMORY


@ALL
def test_the_poison_of_such_a_flood_takes_less_time_than_it_may_cost_the_good_ones(
    sqlite: dict[str, str], say: Say
) -> None:
    with small_imap.serving() as server:
        account = poured(Flood(number=200, one_in=1), sqlite, server, seconds=300)
    say(f"poison alone: {account}")
    assert account.all_ended <= LATER_AT_MOST


@ALL
@dovecot.NEEDED
def test_a_mail_of_a_hundred_megabytes_is_not_taken_in_and_one_below_fifty_is(
    sqlite: dict[str, str], say: Say
) -> None:
    line = b"sand and shingle, " * 4 + b"\r\n"
    mails = [letter(size) + line * (size * 1024 * 1024 // len(line)) for size in (49, 51, 100)]
    with debian_dovecot() as provider:
        provider.deliver(*mails)
        with running(sqlite, provider) as mailbox:
            mailbox.until("state = 'ended'", len(mails), seconds=300)
            mailbox.until("disposition = 'held'", len(mails), seconds=1)
            kept = mailbox.kept()
            say(f"mails of 49, 51 and 100 MB: the mailbox took {mailbox.memory:.0f} MB")
            assert mailbox.memory <= MOST_MEMORY
        assert (provider.folder("Filed"), provider.folder("Large")) == (mails[:1], mails[1:])
    assert kept == Counter([mails[0], *(mail.partition(b"Good morning")[0] for mail in mails[1:])])
