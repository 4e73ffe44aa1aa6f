"""How far a mail went is told apart exactly, for on that depends whether it is sent again."""

import socket
import ssl

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from service.errors import UnsafeHeader
from service.mail.sending.smtp import Outcome, Post, Relay, dot_stuffed
from tests.mail.fault_server import CUT, HANG, SLOW, misbehaving

MAIL = b"Subject: one\r\n\r\nHello.\r\n.A dot leads here.\r\n"
FROM, TO = "sefton@parley.example", "lead@health.example"


def post_to(port: int, **settings) -> Post:
    return Post(Relay("127.0.0.1", port, **{"tls": False, "timeout": 2, **settings}))


def outcome_of(settings: dict | None = None, **behaviour: str) -> Outcome:
    with misbehaving(**behaviour) as server, post_to(server.port, **(settings or {})) as post:
        return post.send(FROM, TO, MAIL)


# What the answer means, by the step that it was given at


@pytest.mark.parametrize("greeting", ["554 5.3.2 no service", "421 4.3.2 closing", CUT, "nonsense"])
def test_a_server_that_will_not_talk_has_not_been_sent_the_mail(greeting):
    assert outcome_of(greeting=greeting).kind == "not_sent"
    assert outcome_of(greeting=greeting).phase == "connect"


def test_a_port_where_nobody_listens_is_not_sent():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert post_to(port).send(FROM, TO, MAIL) == Outcome("not_sent", None, None, "connect")


@pytest.mark.parametrize("ehlo", ["550 5.7.1 not you", CUT])
def test_a_refused_greeting_of_ours_is_not_sent(ehlo):
    outcome = outcome_of(EHLO=ehlo, HELO=ehlo)
    assert (outcome.kind, outcome.phase) == ("not_sent", "ehlo")


@pytest.mark.parametrize("auth", ["535 5.7.8 wrong password", "454 4.7.0 try later", CUT])
def test_a_refused_sign_in_is_not_sent(auth):
    outcome = outcome_of({"user": "parley", "password": "wrong"}, AUTH=auth)
    assert (outcome.kind, outcome.phase) == ("not_sent", "auth")


def test_a_server_without_starttls_is_not_sent_the_mail_in_plain_text():
    with misbehaving() as server, post_to(server.port, tls=True) as post:
        assert post.send(FROM, TO, MAIL) == Outcome("not_sent", None, None, "starttls")
    assert server.mails == []


def test_a_server_that_asks_for_a_sign_in_after_all_has_not_refused_the_recipient():
    assert outcome_of(MAIL="530 5.7.0 sign in first") == Outcome("not_sent", 530, "5.7.0", "mail")


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "dot"])
@pytest.mark.parametrize(
    ("answer", "kind", "enhanced"),
    [
        ("450 4.2.1 later", "refused_temp", "4.2.1"),
        ("421 4.7.0 too many", "refused_temp", "4.7.0"),
        ("550 5.1.1 nobody of that name", "refused_perm", "5.1.1"),
        ("554 no", "refused_perm", None),
    ],
)
def test_a_refusal_is_for_now_or_for_good_by_its_first_digit(step, answer, kind, enhanced):
    assert outcome_of(**{step: answer}) == Outcome(kind, int(answer[:3]), enhanced, step.lower())


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("fault", [CUT, HANG, "nonsense", "999 what"])
def test_a_line_lost_before_the_body_is_not_sent(step, fault):
    outcome = outcome_of({"timeout": 0.3}, **{step: fault})
    assert (outcome.kind, outcome.phase) == ("not_sent", step.lower())


def test_a_line_cut_before_the_final_dot_is_not_sent():
    with misbehaving(body=CUT) as server, post_to(server.port) as post:
        outcome = post.send(FROM, TO, MAIL + b"x" * 76 * 200_000)
    assert (outcome.kind, outcome.phase) == ("not_sent", "body")
    assert server.mails == []


def test_a_server_that_refuses_in_the_middle_of_the_body_is_heard():
    with misbehaving(body="552 5.3.4 too big") as server, post_to(server.port) as post:
        outcome = post.send(FROM, TO, MAIL + (b"x" * 76 + b"\r\n") * 200_000)  # more than the line holds unread
    assert outcome == Outcome("refused_perm", 552, "5.3.4", "body")
    assert server.mails == []


@pytest.mark.parametrize("fault", [CUT, HANG, "nonsense", "1" * 100_000])
def test_a_line_lost_after_the_final_dot_leaves_the_mails_fate_unknown(fault):
    with misbehaving(dot=fault) as server, post_to(server.port, timeout=0.1) as post:
        assert post.send(FROM, TO, MAIL).kind == "unknown"
    assert len(server.mails) == 1


def test_the_answer_to_the_dot_may_take_longer_than_any_other():
    assert outcome_of({"timeout": 0.2}, dot=f"{SLOW}250 2.0.0 kept").kind == "accepted"
    assert outcome_of({"timeout": 0.2}, RCPT=f"{SLOW}250 2.1.5 OK").kind == "not_sent"


# One connection, kept


def test_several_mails_share_a_connection():
    with misbehaving() as server, post_to(server.port) as post:
        outcomes = [post.send(FROM, TO, MAIL) for _ in range(3)]
    assert outcomes == [Outcome("accepted", 250, "2.0.0", "dot")] * 3
    assert (server.connections, len(server.mails)) == (1, 3)


def test_a_refused_recipient_does_not_stop_the_next_mail():
    with misbehaving(RCPT="550 5.1.1 nobody") as server, post_to(server.port) as post:
        assert post.send(FROM, TO, MAIL).kind == "refused_perm"
        server.behaviour.clear()
        assert post.send(FROM, TO, MAIL).kind == "accepted"
    assert server.connections == 1


@pytest.mark.parametrize("fault", [CUT, "421 4.4.2 idle too long"])
def test_a_connection_closed_while_idle_is_opened_anew(fault):
    with misbehaving() as server, post_to(server.port) as post:
        post.send(FROM, TO, MAIL)
        server.behaviour["RSET"] = fault
        assert post.send(FROM, TO, MAIL).kind == "accepted"
    assert (server.connections, len(server.mails)) == (2, 2)


@pytest.mark.parametrize(("step", "fault"), [("dot", CUT), ("RCPT", CUT), ("RCPT", "421 4.7.0 too many")])
def test_after_a_fault_the_next_mail_has_a_connection_of_its_own(step, fault):
    with misbehaving(**{step: fault}) as server, post_to(server.port) as post:
        post.send(FROM, TO, MAIL)
        server.behaviour.clear()
        assert post.send(FROM, TO, MAIL).kind == "accepted"
    assert server.connections == 2


def test_the_server_keeps_the_mail_byte_for_byte():
    with misbehaving() as server, post_to(server.port) as post:
        post.send(FROM, TO, MAIL)
    assert server.mails == [MAIL.replace(b"\r\n.A", b"\r\n..A")]


def test_a_body_without_a_last_line_break_gets_one():
    assert dot_stuffed(b".") == b"..\r\n"
    assert dot_stuffed(b"a\r\n") == b"a\r\n"


@pytest.mark.parametrize("to", ["a@b.example\r\nRCPT TO:<evil@elsewhere.example>", "a@b.example,c@d.example", ""])
def test_more_than_one_recipient_never_reaches_the_wire(to):
    with misbehaving() as server, post_to(server.port) as post, pytest.raises(UnsafeHeader):
        post.send(FROM, to, MAIL)
    assert server.connections == 0


def test_the_password_is_not_shown():
    assert "secret" not in repr(Relay("127.0.0.1", 25, password="secret"))


# A real server


class Keep:
    def __init__(self) -> None:
        self.mails: list[tuple[str, list[str], bytes]] = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 2.0.0 kept"


class OnAnyPort(Controller):
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def relay(certificate):
    trust = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trust.load_cert_chain(certificate)
    controller = OnAnyPort(
        Keep(),
        hostname="127.0.0.1",
        port=0,
        tls_context=trust,
        require_starttls=True,
        auth_required=True,
        authenticator=lambda server, session, envelope, mechanism, given: AuthResult(
            success=given.password == b"right", handled=False
        ),
    )
    controller.start()
    yield controller
    controller.stop()


def test_a_mail_leaves_over_starttls_with_a_sign_in(relay, certificate):
    settings = Relay("127.0.0.1", relay.port, user="parley", password="right", ca_file=certificate, timeout=5)
    with Post(settings) as post:
        assert post.send(FROM, TO, MAIL) == Outcome("accepted", 250, "2.0.0", "dot")
        assert post.send(FROM, "nobody@health.example", MAIL) == Outcome("refused_perm", 550, "5.1.1", "rcpt")
        assert post.send(FROM, TO, MAIL).kind == "accepted"
    assert relay.handler.mails == [(FROM, [TO], MAIL)] * 2


def test_a_wrong_password_is_not_sent(relay, certificate):
    settings = Relay("127.0.0.1", relay.port, user="parley", password="wrong", ca_file=certificate, timeout=5)
    with Post(settings) as post:
        assert post.send(FROM, TO, MAIL) == Outcome("not_sent", 535, "5.7.8", "auth")


def test_a_certificate_that_nobody_vouches_for_is_not_sent_the_mail(relay):
    with Post(Relay("127.0.0.1", relay.port, user="parley", password="right", timeout=5)) as post:
        assert post.send(FROM, TO, MAIL) == Outcome("not_sent", None, None, "starttls")
    assert relay.handler.mails == []
