"""Signing in by token: kept while it holds, renewed before it ends, asked for anew once where it is refused."""

import base64
from contextlib import closing

import pytest

from service.errors import MailboxUnreachable, NoToken
from service.mail.imap.account import Account
from service.mail.imap.room import Mailroom
from service.mail.sending.smtp import Outcome, Post, Relay
from service.mail.tokens import RESOURCE, Microsoft
from tests.mail import small_imap
from tests.mail.fault_server import misbehaving
from tests.mail.providers import ADDRESS
from tests.mail.token_host import CLIENT, SECRET, TENANT

MAIL = b"Subject: one\r\n\r\nHello.\r\n"
TWO_LETTERS = "334 " + base64.b64encode(b'{"status":"401"}').decode()


@pytest.fixture
def tokens(token_giver, certificate):
    return Microsoft(TENANT, CLIENT, SECRET, token_giver.name, certificate)


def read(server, tokens) -> list[bytes]:
    """Every mail of the mailbox there."""
    account = Account(ADDRESS, "127.0.0.1", server.port, ADDRESS, tokens=tokens, tls=False, answers_within=2)
    with closing(Mailroom(account)) as room:
        return [arrival.raw for batch in room.batches() for arrival in batch]


def test_the_application_asks_for_the_mailboxes_of_its_tenant(tokens, token_giver):
    assert tokens.token() == "token-1"
    [asked] = token_giver.asked
    assert asked["grant_type"] == ["client_credentials"]
    assert asked["client_id"] == [CLIENT] and asked["client_secret"] == [SECRET]
    assert f"https://{RESOURCE}/.default" in asked["scope"][0]


def test_a_token_is_kept_while_it_holds(tokens, token_giver):
    assert [tokens.token() for _ in range(5)] == ["token-1"] * 5


def test_a_token_is_renewed_before_it_ends(tokens, token_giver):
    token_giver.lives = 200  # fewer seconds than are taken for safety
    assert [tokens.token() for _ in range(3)] == ["token-1", "token-2", "token-3"]


def test_a_mailbox_is_read_by_token(tokens):
    with small_imap.serving(believes=lambda token: token == "token-1") as server:
        server.deliver(MAIL)
        assert read(server, tokens) == [MAIL]


def test_a_refused_token_is_asked_for_anew_once(tokens, token_giver):
    with small_imap.serving(believes=lambda token: token == "token-2") as server:
        tokens.token()
        assert read(server, tokens) == []
    assert token_giver.given == ["token-1", "token-2"]


def test_a_mailbox_that_refuses_the_new_token_too_says_what_to_check(tokens, token_giver):
    with small_imap.serving() as server, pytest.raises(MailboxUnreachable, match="may use IMAP") as fault:
        read(server, tokens)
    assert len(token_giver.given) == 2
    assert "token-2" not in str(fault.value)


@pytest.mark.parametrize("behaviour", [{"AUTHENTICATE": "NO [UNAVAILABLE] later"}, {"AUTHENTICATE": small_imap.CUT}])
def test_a_server_that_is_busy_or_gone_costs_no_token(tokens, token_giver, behaviour):
    with small_imap.serving(behaviour=behaviour) as server, pytest.raises(MailboxUnreachable, match="Mail waits there"):
        read(server, tokens)
    assert token_giver.given == ["token-1"]


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("7000222", "has expired. Make a new one"), ("7000215", "is wrong"), ("700016", "PARLEY_MICROSOFT_CLIENT"),
        ("90002", "PARLEY_MICROSOFT_TENANT"), ("12345", "Check the PARLEY_MICROSOFT settings"),
    ],
)  # fmt: skip
def test_why_there_is_no_token_is_said_in_words(tokens, token_giver, number, says):
    token_giver.refuses = {"error": "invalid_client", "error_description": f"AADSTS{number}: trace of {SECRET}"}
    with pytest.raises(NoToken, match=says) as fault:
        tokens.token()
    assert SECRET not in str(fault.value) and SECRET not in repr(tokens)


def test_without_a_token_the_mailbox_is_out_of_reach_and_no_mail_is_sent(token_giver, certificate):
    nowhere = Microsoft("another-tenant", CLIENT, SECRET, token_giver.name, certificate)
    with small_imap.serving() as server, pytest.raises(MailboxUnreachable, match="PARLEY_MICROSOFT"):
        read(server, nowhere)
    with misbehaving() as server, Post(Relay("127.0.0.1", server.port, False, ADDRESS, tokens=nowhere)) as post:
        assert post.send(ADDRESS, ADDRESS, MAIL) == Outcome("not_sent", None, None, "auth")


def test_a_host_that_nobody_vouches_for_is_given_no_secret(token_giver):
    with pytest.raises(NoToken):
        Microsoft(TENANT, CLIENT, SECRET, token_giver.name).token()
    assert token_giver.asked == []


# The same for what leaves


def test_a_mail_leaves_by_token(tokens):
    with misbehaving(EHLO="250-here\r\n250 AUTH XOAUTH2") as server:
        with Post(Relay("127.0.0.1", server.port, False, ADDRESS, tokens=tokens, timeout=2)) as post:
            assert post.send(ADDRESS, ADDRESS, MAIL).kind == "accepted"
        shown = base64.b64decode(server.shown[-1])
    assert shown == f"user={ADDRESS}\1auth=Bearer token-1\1\1".encode()


def test_a_refused_token_is_renewed_once_before_the_mail_is_given_up(tokens, token_giver):
    with (
        misbehaving(EHLO="250-here\r\n250 AUTH XOAUTH2", AUTH="535 5.7.3 no") as server,
        Post(Relay("127.0.0.1", server.port, False, ADDRESS, tokens=tokens, timeout=2)) as post,
    ):
        assert post.send(ADDRESS, ADDRESS, MAIL) == Outcome("not_sent", 535, "5.7.3", "auth")
    assert token_giver.given == ["token-1", "token-2"]
