"""A mail that takes long to read holds up nobody: it is left to another reader, and held there with the reason."""


import pytest

from service.errors import Unreadable
from service.intake.by_mail.mails import read_one
from service.mail.reading.message import InboundMail
from service.reader import Here
from service.store.inbox import Lane
from tests.intake.house import House, mail

POISON = "poison@x.example"


@pytest.fixture
def database_kind() -> str:
    """SQLite and PostgreSQL choose alike; tests/store asks both."""
    return "sqlite"


class Impatient(Here):
    def mail(self, raw: bytes) -> InboundMail:
        if POISON.encode() in raw:
            raise Unreadable("It takes too long to read.")
        return super().mail(raw)


def read_all(house: House, lane: Lane) -> int:
    count = 0
    while read_one(house.service, Impatient(), lane):
        count += 1
    return count


def test_the_mails_behind_a_suspect_are_read_and_it_is_held_by_itself(house):
    for number, sender in enumerate((POISON, "jo@x.example", POISON, "sam@x.example")):
        house.keep(mail(sender, f"Words {number}"))
    assert read_all(house, Lane.FRESH) == 4
    assert len(house.held()) == 2
    assert read_all(house, Lane.SUSPECT) == 2
    assert sorted(one.reason for one in house.held())[2:] == ["It takes too long to read."] * 2
    assert read_all(house, Lane.BOTH) == 0
