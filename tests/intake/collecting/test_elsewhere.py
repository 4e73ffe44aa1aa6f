"""Mail that a person, or the host, laid into another folder before it was kept, in a real Dovecot (F19)."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from service.config import Mailbox
from service.intake.by_mail.mails import read_one
from tests.intake.house import SEFTON, House, mail
from tests.mail import dovecot
from tests.mail.providers import Provider, debian_dovecot
from workers.mailbox import Watch

pytestmark = dovecot.NEEDED
FOLDERS = ("Junk", "Deleted Items", "Archive/2026", "Sent", "Old drafts")
LETTERS = [mail("mary.tern@away.example", f"Letter {number}", proof="none") for number in range(50)]


@pytest.fixture
def provider() -> Iterator[Provider]:
    special = 'namespace inbox {\n mailbox "Old drafts" {\n special_use = \\Drafts\n auto = create\n }\n}'
    with debian_dovecot(more=special) as provider:
        with provider.person() as person:
            for name in FOLDERS[:-1]:
                person.create_folder(name)
        yield provider


@pytest.fixture
def watch(house: House, provider: Provider) -> Iterator[Watch]:
    box = Mailbox(
        partnership="sefton", address=SEFTON, user=SEFTON, host="127.0.0.1", port=provider.port, tls=False,
        password=dovecot.PASSWORD,
    )  # fmt: skip
    house.moment.now = datetime.now(UTC)  # the server dates what comes in
    watch = Watch(house.service, box, threading.Event())
    yield watch
    watch.room.close()


def look(house: House, watch: Watch) -> dict[str, int]:
    """How many mails are kept, and how many times they came."""
    watch.look()
    while read_one(house.service):
        pass
    with house.service.sessions.begin() as session:
        counted = session.execute(text("SELECT count(*), sum(arrivals) FROM inbound")).one()
    return {"mails": counted[0], "arrivals": counted[1] or 0}


def drag(provider: Provider, number: int, into: str, out_of: str = "INBOX") -> None:
    with provider.person() as person:
        person.select_folder(out_of)
        person.move(person.search("ALL")[:number], into)


def test_what_was_dragged_away_is_kept_and_lies_where_it_was_laid(
    house: House, provider: Provider, watch: Watch
) -> None:
    provider.deliver(*LETTERS)
    for into, number in (("Junk", 2), ("Deleted Items", 2), ("Archive/2026", 1)):
        drag(provider, number, into)
    assert look(house, watch) == {"mails": 50, "arrivals": 50}
    assert [len(provider.folder(name)) for name in ("INBOX", "Junk", "Deleted Items", "Archive/2026")] == [0, 2, 2, 1]
    assert {end for end, _ in house.ends()} == {"held"}


def test_it_is_looked_for_once_a_day_and_found_once(house: House, provider: Provider, watch: Watch) -> None:
    look(house, watch)
    provider.deliver(LETTERS[0])
    drag(provider, 1, "Junk")
    assert look(house, watch) == {"mails": 0, "arrivals": 0}
    house.pass_time(days=1)
    for _ in range(2):
        assert look(house, watch) == {"mails": 1, "arrivals": 1}
        house.pass_time(days=1)


def test_what_is_dragged_back_is_the_same_mail_and_is_put_away(house: House, provider: Provider, watch: Watch) -> None:
    provider.deliver(LETTERS[0])
    drag(provider, 1, "Junk")
    look(house, watch)
    drag(provider, 1, "INBOX", out_of="Junk")
    assert look(house, watch) == {"mails": 1, "arrivals": 2}
    assert (provider.folder("INBOX"), provider.folder("Filed")) == ([], LETTERS[:1])


@pytest.mark.parametrize("folder", ["Sent", "Old drafts"])
def test_what_people_write_in_the_mailbox_is_no_mail_to_us(
    house: House, provider: Provider, watch: Watch, folder: str
) -> None:
    provider.deliver(LETTERS[0])
    drag(provider, 1, folder)
    provider.deliver(LETTERS[1])
    assert look(house, watch)["mails"] == 1
