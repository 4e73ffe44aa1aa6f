"""The fictional directory fits the procedures that it is played with."""

import re
from datetime import date

import pytest

from service.demo import directory
from service.demo.addresses import ELSEWHERE
from service.procedures import shipped
from service.store import listed

DAY = date(2026, 6, 2)
KEYS = ("sefton", "liverpool")


@pytest.mark.parametrize("key", KEYS)
def test_its_files_have_no_fault_and_raise_no_doubt(key):
    lines = directory.officers(key)
    assert listed.faults(lines, key, shipped().procedures[key].kinds) == []
    assert listed.warnings(lines, DAY) == ()


@pytest.mark.parametrize("key", KEYS)
def test_one_officer_is_away_and_has_a_deputy(key):
    [away] = [line for line in directory.officers(key) if line["away_from"]]
    assert away["deputy_email"]


@pytest.mark.parametrize("key", KEYS)
def test_two_people_can_coordinate(key):
    posts = [line["post"] for line in directory.officers(key) if line["kind"] == "partnership"]
    assert posts.count({"sefton": "Coordinator", "liverpool": "Safeguarding Coordinator"}[key]) == 2


@pytest.mark.parametrize("key", KEYS)
def test_nobody_in_it_is_real(key):
    for line in directory.officers(key):
        assert line["email"].endswith(".example")
        assert re.fullmatch("01632 960[0-9]{3}", line["telephone"])


def test_everybody_can_be_written_to_and_those_who_raise_can_write():
    addresses = directory.addresses()
    writers = {*directory.RAISERS.values(), *directory.PRACTITIONERS, addresses.coordinator}
    assert writers <= {*addresses.people}
    assert set(addresses.mailboxes) == set(KEYS)
    assert all(addresses.account_of(person) not in (None, ELSEWHERE) for person in addresses.people)
