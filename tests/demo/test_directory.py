"""The fictional directory fits the procedures that it is played with."""

import re
from datetime import date

import pytest

from service import partnerships
from service.demo import directory
from service.demo.addresses import ELSEWHERE
from service.procedures import shipped
from service.store import listed

DAY = date(2026, 6, 2)
KEYS = ("sefton", "liverpool", "lincolnshire", "escb", "knowsley")
LONGMOOR_PLAYS_IN = ("liverpool", "sefton", "knowsley")
SERVED = partnerships.read(directory.PARTNERSHIPS, shipped().procedures)


def procedure_of(key):
    return shipped().procedures[SERVED[key].procedure]


@pytest.mark.parametrize("key", KEYS)
def test_its_files_have_no_fault_and_raise_no_doubt(key):
    lines = directory.officers(key)
    assert listed.faults(lines, key, procedure_of(key).kinds) == []
    assert listed.warnings(lines, DAY) == ()


@pytest.mark.parametrize("key", KEYS)
def test_one_officer_is_away_and_has_a_deputy(key):
    [away] = [line for line in directory.officers(key) if line["away_from"]]
    assert away["deputy_email"]


@pytest.mark.parametrize("key", KEYS)
def test_two_people_can_coordinate(key):
    posts = [line["post"] for line in directory.officers(key) if line["kind"] == "partnership"]
    assert posts.count(SERVED[key].coordinator_post) == 2


@pytest.mark.parametrize("key", KEYS)
def test_nobody_in_it_is_real(key):
    for line in directory.officers(key):
        assert line["email"].endswith(".example")
        assert re.fullmatch("01632 960[0-9]{3}", line["telephone"])


@pytest.mark.parametrize("key", LONGMOOR_PLAYS_IN)
def test_the_school_with_a_policy_of_its_own_finds_every_post_but_one_that_only_liverpool_has(key):
    longmoor = shipped().procedures["longmoor"]
    among = ("partnership", "childrens_services")
    lines = [line for line in directory.officers(key) if line["kind"] in among or line["agency"] == longmoor.for_agency]
    held = {line["post"] for line in lines}
    roles = [role for role in longmoor.roles.values() if not role.named_by]
    vacant = [role.key for role in roles if not all(held & {*post.titles} for post in role.posts.values())]
    assert vacant == ([] if key == "liverpool" else ["consultant_social_worker"])


def test_everybody_can_be_written_to_and_those_who_raise_can_write():
    addresses = directory.addresses()
    writers = {*directory.RAISERS.values(), *directory.PRACTITIONERS, addresses.coordinator}
    assert writers <= {*addresses.people}
    assert set(addresses.mailboxes) == set(KEYS)
    assert all(addresses.account_of(person) not in (None, ELSEWHERE) for person in addresses.people)
