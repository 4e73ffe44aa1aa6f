"""Tokens and codes: hard to guess, kept as digests, and over when they are over."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from service.store import tokens
from service.store.tables import CodeRow, TokenRow
from service.store.tokens import Grant

GRANT = Grant("1", "2", "officer:7", "reply", "digest of an address", None)


@pytest.fixture
def issue(sessions, at):
    def run(**more):
        with sessions.begin() as session:
            return tokens.issue(session, replace(GRANT, **more), at)

    return run


@pytest.fixture
def look_up(sessions, at):
    def run(token, at=at):
        with sessions() as session:
            return tokens.look_up(session, token, at)

    return run


@pytest.fixture
def send_code(sessions, vault, at):
    def run(token, at=at):
        with sessions.begin() as session:
            return tokens.send_code(session, vault, tokens.token_hash(token), at)

    return run


@pytest.fixture
def check_code(sessions, vault, at):
    def run(token, code, at=at):
        with sessions.begin() as session:
            return tokens.check_code(session, vault, tokens.token_hash(token), code, at)

    return run


def another(code):
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_token_says_person_case_and_stage(issue, look_up):
    assert look_up(issue()) == GRANT


def test_a_token_fits_the_local_part_of_an_address_that_loses_its_case(issue, look_up):
    token = issue()
    assert len(token) == 26
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyz234567")
    assert look_up(token.upper()) == GRANT


def test_no_two_tokens_are_alike(issue):
    assert len({issue() for _ in range(50)}) == 50


def test_of_a_token_only_its_hash_is_kept(sessions, issue):
    token = issue()
    with sessions() as session:
        row = session.scalars(select(TokenRow)).one()
    assert row.hash == tokens.token_hash(token)
    assert not any(token in str(value) for value in vars(row).values())


def test_an_unknown_token_grants_nothing(issue, look_up):
    issue()
    assert look_up("a" * 26) is None
    assert look_up("") is None


def test_a_token_ends_when_it_expires(issue, look_up, at):
    token = issue(expires_at=at + timedelta(days=1))
    assert look_up(token, at + timedelta(hours=23)).expires_at == at + timedelta(days=1)
    assert look_up(token, at + timedelta(days=1)) is None


@pytest.mark.parametrize(
    ("narrower", "left"),
    [
        ({}, {"other case"}),
        ({"recipient": "officer:7"}, {"other case", "other officer"}),
        ({"stage": "2"}, {"other case", "other stage"}),
        ({"recipient": "officer:7", "stage": "2"}, {"other case", "other stage", "other officer"}),
    ],
)
def test_the_tokens_of_a_case_a_recipient_or_a_stage_are_revoked(sessions, issue, look_up, at, narrower, left):
    held = {
        "this": issue(),
        "other case": issue(case_id="9"),
        "other stage": issue(stage="3"),
        "other officer": issue(recipient="officer:9"),
    }
    with sessions.begin() as session:
        assert tokens.revoke(session, "1", at=at, **narrower) == len(held) - len(left)
        assert tokens.revoke(session, "1", at=at, **narrower) == 0
    assert {name for name, token in held.items() if look_up(token)} == left


def test_a_code_has_six_digits_and_works_once(issue, send_code, check_code):
    token = issue()
    code = send_code(token)
    assert len(code) == 6
    assert code.isdigit()
    assert check_code(token, code)
    assert not check_code(token, code)


def test_a_code_is_kept_as_a_digest_under_a_key(sessions, issue, send_code):
    code = send_code(issue())
    with sessions() as session:
        assert code not in str(vars(session.scalars(select(CodeRow)).one()))


def test_a_code_lives_fifteen_minutes(issue, send_code, check_code, at):
    token = issue()
    code = send_code(token)
    assert not check_code(token, code, at + timedelta(minutes=15))
    assert check_code(token, code, at + timedelta(minutes=14, seconds=59))


def test_four_wrong_guesses_are_forgiven(issue, send_code, check_code):
    token = issue()
    code = send_code(token)
    assert not any(check_code(token, another(code)) for _ in range(4))
    assert check_code(token, code)


def test_the_fifth_wrong_guess_ends_a_code(issue, send_code, check_code):
    token = issue()
    code = send_code(token)
    assert not any(check_code(token, another(code)) for _ in range(5))
    assert not check_code(token, code)


def test_a_fresh_code_ends_the_earlier_one_and_begins_to_count_anew(issue, send_code, check_code):
    token = issue()
    first = send_code(token)
    for _ in range(5):
        check_code(token, another(first))
    second = send_code(token)
    assert (first == second) or not check_code(token, first)
    assert check_code(token, second)


def test_a_code_works_for_its_own_token_only(issue, send_code, check_code):
    mine, yours = issue(), issue()
    assert not check_code(yours, send_code(mine))


def test_a_code_is_sent_to_nobody_without_a_token(sessions, vault, at):
    with pytest.raises(IntegrityError), sessions.begin() as session:
        tokens.send_code(session, vault, tokens.token_hash("unknown"), at)
