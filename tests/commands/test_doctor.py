"""parley doctor: what is wrong with a mailbox is said in words, with what to do, and nothing else is."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.store import Keys
from tests.mail import fault_server, small_imap
from tests.mail.fault_server import CUT
from tests.mail.providers import mail_room
from tests.mail.small_imap import WHOLE

BOX = "sefton@parley.example"
HOST = "mx.parley.example"


def stamped(verdict: str, strikes_out: bool = True) -> Callable[[bytes], bytes | None]:
    """A host that writes this above each mail, and keeps or strikes out what a mail brought along."""

    def deliver(mail: bytes) -> bytes:
        came_with_it = mail.startswith(b"Authentication-Results:")
        bare = mail.partition(b"\r\n")[2] if came_with_it and strikes_out else mail
        return (f"Authentication-Results: {verdict}\r\n".encode() if verdict else b"") + bare

    return deliver


def keeps_out_forgeries(mail: bytes) -> bytes | None:
    return None if b"canary@forged.example" in mail else stamped(PASS)(mail)


PASS = f"{HOST}; dmarc=pass header.from=parley.example"
NOT_OURS = "mx9.parley.example; dmarc=pass header.from=parley.example"


@dataclass
class Place:
    """A mail host: its door for what leaves, its mailbox, and how it hands a mail from one to the other."""

    smtp: fault_server.Server
    imap: small_imap.Server
    settings: dict[str, str]
    delivers: Callable[[bytes], bytes | None]

    def take(self, mail: bytes) -> None:
        arrived = self.delivers(mail)
        if arrived is not None:
            self.imap.deliver(arrived)


def settings_at(imap: int, smtp: int, folder: Path) -> dict[str, str]:
    box = {"partnership": "sefton", "address": BOX, "user": BOX, "password": "demo"}
    return {
        "KEY_FILE": str(folder / "keys.json"), "MAILBOXES": json.dumps([box]), "AUTHSERV_ID": HOST,
        "IMAP_PORT": str(imap), "IMAP_TLS": "false", "SMTP_PORT": str(smtp), "SMTP_TLS": "false", "SMTP_TIMEOUT": "1",
    }  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    Keys.fresh().write(tmp_path / "keys.json")
    with fault_server.misbehaving() as smtp, small_imap.serving() as imap:
        place = Place(smtp, imap, settings_at(imap.port, smtp.port, tmp_path), stamped(PASS))
        smtp.taken = place.take
        yield place


@pytest.fixture
def doctor(place, parley, monkeypatch):
    """Type the command; its exit status and what it says."""

    def examine(*words: str, **settings: str) -> tuple[int, str]:
        for name, value in {**place.settings, **settings}.items():
            monkeypatch.setenv(f"PARLEY_{name}", value)
        code, said, refused = parley("doctor", "--within", "0.3", *words)
        return code, said + refused

    return examine


def test_where_all_is_well_it_says_what_it_tried_and_ends_with_0(doctor, place):
    code, said = doctor()
    assert (code, said.splitlines()) == (0, [
        f"well: {BOX}: Signed in at 127.0.0.1 port {place.imap.port}, in plain text, on this machine alone.",
        f"well: {BOX}: The folders Filed and Large are there.",
        f"well: {BOX}: A mail to itself left, and came back.",
        f"well: {BOX}: The host confirmed its sender, in its own name.",
        f"well: {BOX}: A forged mail came in, and the host did not vouch for it.",
        "Nothing is wrong.",
    ])  # fmt: skip
    assert place.imap.folders.keys() == {"INBOX", "Filed", "Large"}


def test_its_mails_are_known_wherever_they_are_by_now(doctor, place):
    place.imap.folders["Filed"] = {}
    place.smtp.taken = lambda mail: place.imap.folders["Filed"].update({len(mail): stamped(PASS)(mail)})
    code, said = doctor()
    assert code == 0 and "came back" in said


CASES = {
    "no such server": ({"SMTP_PORT": "1"}, {}, {}, "port 1, cannot be reached. Check PARLEY_SMTP_HOST"),
    "no tls": ({"SMTP_TLS": "true"}, {}, {}, "offers no TLS, or shows a certificate"),
    "smtp password": ({"SMTP_USER": "x"}, {"AUTH": "535 5.7.8 no"}, {}, "Check PARLEY_SMTP_USER"),
    "not allowed to send": ({}, {"MAIL": "550 5.7.60 not as him"}, {}, "(550 5.7.60). Check that the account may"),
    "cut at the end": ({}, {"dot": CUT}, {}, "(no answer)"),
    "imap password": ({}, {}, {"LOGIN": "NO [AUTHENTICATIONFAILED] no"}, "Check its user name and password"),
    "throttled": ({}, {}, {"LOGIN": "NO [LIMIT] too many"}, "asks us to come back later"),
    "gone": ({}, {}, {"GREETING": small_imap.CUT}, "cannot be reached"),
    "no folder": ({}, {}, {"CREATE": "NO [NOPERM] not here"}, "(create failed: [NOPERM] not here)"),
    "secret over": (
        {"IMAP_SIGN_IN": "microsoft", "MICROSOFT_TENANT": "t", "MICROSOFT_CLIENT": "c", "MICROSOFT_SECRET": "s",
         "MICROSOFT_HOST": "localhost:1", "MICROSOFT_SECRET_EXPIRES": "2026-01-31"}, {}, {},
        "ended on 31 January 2026. Make a new one",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_said_with_what_to_do_and_the_exit_status_is_1(doctor, place, case):
    settings, smtp, imap, says = CASES[case]
    place.smtp.behaviour.update(smtp)
    place.imap.behaviour.update(imap)
    code, said = doctor(**settings)
    assert code == 1 and says in said
    assert said.splitlines()[-1] in ("1 thing is wrong.", "2 things are wrong.")


HOSTS = {
    "loses mail": (lambda mail: None, 1, "did not come within 0 seconds. Look for it among the mailbox's junk"),
    "keeps forgeries out": (keeps_out_forgeries, 0, "A forged mail did not come in"),
    "believes what a mail brings": (stamped("", strikes_out=False), 1, "A forged mail was believed"),
    "signs by another name": (stamped(NOT_OURS), 1, "signs its word on a sender as mx9.parley.example"),
    "writes nothing": (stamped(""), 0, "did not confirm the sender of our own mail"),
    "finds ours forged": (stamped(PASS.replace("pass", "fail")), 1, "our own mail is forged (dmarc=fail)"),
}


@pytest.mark.parametrize("host", HOSTS)
def test_what_the_host_does_with_its_two_mails_is_judged(doctor, place, host):
    place.delivers, code, says = HOSTS[host]
    found, said = doctor()
    assert found == code and says in said


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"capability": WHOLE.replace("IDLE", "")}, "has no IDLE"),
        ({"capability": "IMAP4rev1 IDLE"}, "can move no mail safely"),
        ({"capability": f"{WHOLE} QUOTA", "percent": 93}, "The mailbox is 93 % full"),
    ],
)
def test_what_is_only_doubtful_does_not_count_as_wrong(doctor, place, facts, says):
    vars(place.imap).update(facts)
    code, said = doctor()
    assert code == 0 and says in said and "doubtful: " in said


@pytest.mark.parametrize("answer", ["550 5.7.1 forged", "451 4.7.1 later"])
def test_a_forged_mail_is_handed_in_from_outside_where_there_is_such_a_door(doctor, place, answer):
    with fault_server.misbehaving(RCPT=answer) as door:
        code, said = doctor(CANARY_HOST="127.0.0.1", CANARY_PORT=str(door.port), SMTP_USER="us", SMTP_PASSWORD="p")
        assert code == 0 and "A forged mail was refused at the door." in said
        assert (door.connections, door.shown) == (1, [])
    assert len(place.smtp.mails) == 1


def test_only_the_mailboxes_that_are_named_are_tried(doctor, place):
    assert doctor(BOX)[0] == 0
    code, said = doctor("nobody@parley.example")
    assert code == 2 and BOX in said and len(place.smtp.mails) == 2


@pytest.mark.parametrize(("day", "code", "says"), [("2999-01-31", 1, "well: Microsoft 365: The secret"),
                                                   ("", 1, "doubtful: Microsoft 365: Nobody is warned")])  # fmt: skip
def test_it_says_when_the_secret_ends(doctor, day, code, says):
    microsoft = {"TENANT": "t", "CLIENT": "c", "SECRET": "s", "HOST": "localhost:1", "SECRET_EXPIRES": day}
    found, said = doctor(IMAP_SIGN_IN="microsoft", **{f"MICROSOFT_{name}": value for name, value in microsoft.items()})
    assert found == code and says in said


def test_a_real_mail_room_is_well(doctor):
    with mail_room() as ports:
        code, said = doctor(
            "--within", "10", AUTHSERV_ID="mail.demo.example", IMAP_PORT=str(ports.imap_port),
            SMTP_PORT=str(ports.smtp_port), SMTP_USER="parley", SMTP_PASSWORD="demo",
        )  # fmt: skip
    assert code == 0, said
    assert said.count("well: ") == 5
