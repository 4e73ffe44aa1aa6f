"""Which account each mailbox is read with: what it says itself, else what is said for all; and what is refused."""

import json

import pytest

from service import config
from service.accounts import account_of, relay_of
from service.errors import ConfigError
from service.mail.imap.account import Account
from service.mail.tokens import Microsoft

BOX = {"partnership": "sefton", "address": "sefton@parley.example", "user": "reader", "password": "open sesame"}
TENANT = {"MICROSOFT_TENANT": "t", "MICROSOFT_CLIENT": "c", "MICROSOFT_SECRET": "s"}


@pytest.fixture
def read(monkeypatch):
    def settings(*boxes, **others: str) -> config.Config:
        for name, value in {"MAILBOXES": json.dumps([{**BOX, **box} for box in boxes]), **others}.items():
            monkeypatch.setenv(f"PARLEY_{name}", value)
        return config.read()

    return settings


def account(settings: config.Config, number: int = 0) -> Account:
    return account_of(settings, settings.mailboxes[number])


def test_a_mailbox_that_says_nothing_is_read_as_all_are(read):
    found = account(read({}, IMAP_HOST="mail.example", IMAP_PORT="1993", IMAP_FILED="Archive/Parley"))
    assert found == Account("sefton@parley.example", "mail.example", 1993, "reader", "open sesame",
                            filed="Archive/Parley")  # fmt: skip


def test_each_mailbox_may_have_a_server_a_folder_and_a_sign_in_of_its_own(read):
    own = {"host": "other.example", "port": 143, "starttls": True, "filed": "Gelesen", "sign_in": "microsoft"}
    settings = read({}, own, IMAP_HOST="mail.example", **TENANT)
    assert account(settings, 0) == Account("sefton@parley.example", "mail.example", 993, "reader", "open sesame")
    found = account(settings, 1)
    assert (found.host, found.port, found.starttls, found.filed) == ("other.example", 143, True, "Gelesen")
    assert isinstance(found.tokens, Microsoft)


def test_mailboxes_and_what_leaves_share_their_tokens(read):
    settings = read({}, {"user": "two"}, IMAP_SIGN_IN="microsoft", SMTP_SIGN_IN="microsoft", **TENANT)
    assert account(settings, 0).tokens is account(settings, 1).tokens is relay_of(settings).tokens


def test_settings_of_another_name_in_the_environment_are_none_of_a_mailbox(read, monkeypatch):
    monkeypatch.setenv("HOST", "elsewhere.example")
    monkeypatch.setenv("USER", "somebody")
    assert account(read({})).host == "127.0.0.1"


@pytest.mark.parametrize(
    ("box", "others", "says"),
    [
        ({}, {"IMAP_HOST": "mail.example", "IMAP_TLS": "false"}, "PARLEY_IMAP_TLS may be off only"),
        ({"host": "mail.example", "tls": False}, {}, "The tls of sefton@parley.example in PARLEY_MAILBOXES"),
        ({"host": "mail.example"}, {"IMAP_TLS": "false"}, "mail.example is not"),
        ({"sign_in": "microsoft"}, {}, "set PARLEY_MICROSOFT_TENANT"),
        ({"sign_in": "smoke signals"}, {}, "PARLEY_MAILBOXES_0_SIGN_IN"),
        ({}, {"SMTP_SIGN_IN": "microsoft", "MICROSOFT_TENANT": "t"}, "set PARLEY_MICROSOFT_TENANT"),
        ({}, {"CA_FILE": "nowhere.pem"}, "PARLEY_CA_FILE"),
        ({}, {"MICROSOFT_SECRET_EXPIRES": "soon"}, "PARLEY_MICROSOFT_SECRET_EXPIRES"),
        ({}, {"CANARY_AT": "dawn"}, "PARLEY_CANARY_AT"),
        ({}, {"CANARY_FROM": "a@b.example, c@d.example"}, "PARLEY_CANARY_FROM"),
        ({}, {"OPERATOR": "nobody"}, "PARLEY_OPERATOR"),
    ],
)
def test_settings_that_cannot_be_are_refused_by_name_and_no_secret_is_shown(read, box, others, says):
    with pytest.raises(ConfigError) as fault:
        read(box, **others)
    assert says in str(fault.value) and "sesame" not in str(fault.value)
