"""The line to a mailbox: TLS that cannot fall back, one that is throttled, and what a refusal is called."""

import ssl
from contextlib import closing

import pytest

from service.errors import MailboxUnreachable
from service.mail.imap.account import Account
from service.mail.imap.room import Mailroom
from tests.mail import certificates, small_imap
from tests.mail.providers import ADDRESS
from tests.mail.small_imap import CUT, WHOLE

MAIL = b"Subject: one\r\n\r\nHello.\r\n"
STARTTLS = f"{WHOLE} STARTTLS"


def read(server, **account) -> list[bytes]:
    """Every mail of the mailbox there."""
    facts = {"password": "open sesame", "connects_within": 2.0, "answers_within": 2.0, **account}
    with closing(Mailroom(Account(ADDRESS, "127.0.0.1", server.port, ADDRESS, **facts))) as room:
        return [arrival.raw for batch in room.batches() for arrival in batch]


def side_of(certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def of_another_age(certificate) -> ssl.SSLContext:
    """A server that knows nothing newer than TLS 1.1."""
    context = side_of(certificate)
    context.set_ciphers("DEFAULT@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    return context


@pytest.mark.parametrize("way", [{"at_once": True}, {"capability": STARTTLS}])
def test_a_mailbox_is_read_over_tls(shown, certificate, way):
    with small_imap.serving(certificate=shown, **way) as server:
        server.deliver(MAIL)
        assert read(server, ca_file=certificate, starttls="at_once" not in way) == [MAIL]
        assert server.safe == [True]


@pytest.mark.parametrize("starttls", [False, True])
@pytest.mark.parametrize("fault", ["another name", "ended", "nobody vouches", "another age"])
def test_a_server_that_cannot_prove_who_it_is_hears_no_password(tmp_path, certificate, starttls, fault):
    own = {
        "another name": lambda: certificates.written(tmp_path / "own.pem", certificates.ELSEWHERE),
        "ended": lambda: certificates.written(tmp_path / "own.pem", days=-1),
    }.get(fault, lambda: certificate)()
    context = of_another_age(own) if fault == "another age" else side_of(own)
    trusted = None if fault == "nobody vouches" else own
    with (
        small_imap.serving(certificate=context, capability=STARTTLS, at_once=not starttls) as server,
        pytest.raises(MailboxUnreachable, match="cannot be reached"),
    ):
        read(server, ca_file=trusted, starttls=starttls)
    assert not {"LOGIN", "AUTHENTICATE"} & set(server.said)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"capability": WHOLE}, "it offers no STARTTLS, so that nothing was said in plain text"),
        ({"behaviour": {"STARTTLS": "NO not now"}, "capability": STARTTLS}, "TLS session"),
        ({"behaviour": {"STARTTLS": "BAD what?"}, "capability": STARTTLS}, "what?"),
        ({"behaviour": {"STARTTLS": CUT}, "capability": STARTTLS}, "cannot be reached"),
        ({"behaviour": {"GREETING": "PREAUTH come in"}, "capability": STARTTLS}, "STARTTLS"),
    ],
)
def test_who_stands_between_and_strikes_out_starttls_hears_no_password(shown, certificate, facts, says):
    with small_imap.serving(**facts) as server, pytest.raises(MailboxUnreachable) as fault:
        read(server, ca_file=certificate, starttls=True)
    assert says in str(fault.value)
    assert not {"LOGIN", "AUTHENTICATE", "SELECT INBOX"} & set(server.said)


def test_a_server_that_speaks_plain_text_where_tls_should_be_hears_nothing(certificate):
    with small_imap.serving() as server, pytest.raises(MailboxUnreachable):
        read(server, ca_file=certificate)
    assert server.said == []


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("NO [AUTHENTICATIONFAILED] no", "refused the sign-in. Check its user name and password"),
        ("NO [LIMIT] Maximum number exceeded", "asks us to come back later ([LIMIT] Maximum number exceeded)"),
        ("NO Too many simultaneous connections", "asks us to come back later"),
        ("NO [UNAVAILABLE] temporary failure", "asks us to come back later"),
        ("BYE too many connections from you", "cannot be reached"),
        (CUT, "cannot be reached"),
    ],
)
def test_a_password_is_doubted_only_where_the_server_doubts_it(answer, says):
    with small_imap.serving(behaviour={"LOGIN": answer}) as server, pytest.raises(MailboxUnreachable) as fault:
        read(server, tls=False)
    assert says in str(fault.value) and "sesame" not in str(fault.value)


@pytest.mark.parametrize("greeting", ["BYE too many connections", "NO go away", CUT, "what"])
def test_a_server_that_will_not_talk_is_a_mailbox_out_of_reach(greeting):
    with small_imap.serving(behaviour={"GREETING": greeting}) as server, pytest.raises(MailboxUnreachable):
        read(server, tls=False)


def test_one_mailbox_has_one_connection():
    with small_imap.serving() as server:
        server.deliver(MAIL)
        account = Account(ADDRESS, "127.0.0.1", server.port, ADDRESS, tls=False)
        with closing(Mailroom(account)) as room:
            for _ in range(3):
                assert len(list(room.batches())) == 1
                room.wait(0.01)
        assert server.connections == 1
