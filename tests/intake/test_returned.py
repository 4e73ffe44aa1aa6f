"""Mail of ours that comes back, and people who are away: the deputy is asked, the coordinator told how to mend it."""

from email.message import EmailMessage

import pytest

from service.intake.by_clock import watching
from service.store.addresses import dead
from tests.intake.desk import PEARL, UMBER, Parley
from tests.intake.house import BUSINESS, COORDINATOR, HEALTH, HEALTH_DEPUTY, House, mail, reply, text_in
from tests.intake.test_bad_mail import BOUNCE
from tests.mail.notices_of_absence import NOTICES, notice_of

FULL = ("550 5.1.1 User unknown", "452 4.2.2 Mailbox full"), ("Status: 5.1.1", "Status: 5.2.2")


@pytest.fixture
def database_kind() -> str:
    """SQLite alone: what is asked of the database is tested in its own room."""
    return "sqlite"


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


@pytest.fixture
def asked(house: House, reference: str) -> EmailMessage:
    return house.last(HEALTH, "NOT RESOLVED")


def returned(sent: EmailMessage, reader: str = "", full: bool = False) -> bytes:
    words = BOUNCE.format(to="sefton@parley.example", reader=reader or sent["To"], id=sent["Message-ID"])
    for before, after in FULL if full else ():
        words = words.replace(before, after)
    return words.replace("\n", "\r\n").encode()


def dead_ones(house: House) -> int:
    with house.service.sessions.begin() as session:
        return len(dead(session))


def test_an_address_that_is_none_is_named_to_the_coordinator_shown_on_the_case_and_the_deputy_is_asked(
    house: House, parley: Parley, reference: str, asked: EmailMessage
) -> None:
    house.receive(returned(asked))
    assert house.end() == "bounce_recorded" and house.last(HEALTH_DEPUTY, reference)
    told = text_in(house.last(COORDINATOR, "an email came back"))
    assert "There is no such address" in told and HEALTH in told and "the Safeguarding Lead at Dunelands" in told
    (shown,) = [one for one in house.facts(reference)["out"] if one["state"] == "bounced"]
    assert "There is no such address" in shown["reason"]
    assert "bounced There is no such address" in parley("case", reference, "show")[1]
    assert len(house.to(HEALTH)) == 1


def test_a_dead_address_is_known_the_next_time_and_warned_of_until_it_is_mended(
    house: House, parley: Parley, asked: EmailMessage
) -> None:
    house.receive(returned(asked))
    warned = "warning: Avery Curlew, Safeguarding Lead at Dunelands Community Health Trust"
    assert warned in parley("directory", "list")[1] and "2026-11-25" in parley("directory", "list")[1]
    assert "sefton: Avery Curlew" in parley("check")[1]
    before = len(house.to(HEALTH))
    second = house.notify(child_name="Wilma Rook").reference
    assert house.last(HEALTH_DEPUTY, second) and len(house.to(HEALTH)) == before
    assert "does not coordinate" in parley("directory", "back", HEALTH, "--as", UMBER)[2]
    assert parley("directory", "back", HEALTH, "--as", PEARL)[0] == 0
    assert warned not in parley("directory", "list")[1]
    third = house.notify(child_name="Rita Rook").reference
    assert house.last(HEALTH, third)


def test_a_proven_mail_from_an_address_shows_that_it_lives(house: House, asked: EmailMessage) -> None:
    house.receive(returned(asked))
    house.receive(mail(HEALTH, "Hello", proof="none"))
    assert dead_ones(house) == 1
    house.receive(reply(asked, "SEEN"))
    assert dead_ones(house) == 0


def test_a_full_mailbox_is_no_dead_address_and_the_deputy_is_asked_all_the_same(
    house: House, parley: Parley, reference: str, asked: EmailMessage
) -> None:
    house.receive(returned(asked, full=True))
    assert dead_ones(house) == 0 and house.last(HEALTH_DEPUTY, reference)
    told = text_in(house.last(COORDINATOR, "an email came back"))
    assert "The mailbox is full" in told and "make room" in told and "put their address right" not in told
    second = house.notify(child_name="Wilma Rook").reference
    assert house.last(HEALTH, second)


def test_a_delay_is_no_failure(house: House, reference: str, asked: EmailMessage) -> None:
    late = returned(asked).replace(b"Action: failed", b"Action: delayed").replace(b"5.1.1", b"4.4.1")
    late = late.replace(b"Undelivered Mail Returned to Sender", b"Warning: message delayed")
    late = late.replace(b"550 4.4.1 User unknown", b"connection timed out, still trying")
    house.receive(late)
    assert dead_ones(house) == 0 and not [one for one in house.facts(reference)["out"] if one["state"] == "bounced"]
    assert not house.to(HEALTH_DEPUTY)


def test_a_report_kills_no_other_address_than_the_one_we_wrote_to(house: House, asked: EmailMessage) -> None:
    house.receive(returned(asked, reader="rowan.samphire@marram-primary.example"))
    assert dead_ones(house) == 0


def test_where_the_coordinators_own_address_is_none_somebody_else_is_told_of_what_waits(house: House) -> None:
    house.receive(mail("mary.tern@away.example", "Hello", proof="none"))
    for sent in [one for one in house.sent() if one["Subject"] == "1 message to check"]:
        house.receive(returned(sent))
    assert house.end() == "bounce_recorded" and dead_ones(house) >= 1
    house.out.clear()
    watching.look(house.service)
    assert {str(one["To"]) for one in house.sent() if "to check" in str(one["Subject"])} == {BUSINESS}


@pytest.mark.parametrize("name", NOTICES)
def test_an_absence_notice_is_recorded_never_answered_and_the_coordinator_hears_for_how_long(
    house: House, reference: str, asked: EmailMessage, name: str
) -> None:
    """F69: fifteen programs and more, in six languages."""
    threads = {"In_Reply_To": str(asked["Message-ID"])}
    house.receive(notice_of(name, HEALTH, str(asked["Reply-To"]), **threads))
    assert house.end() == "auto_recorded" and "Acknowledged" not in house.events(reference)
    assert len(house.to(HEALTH)) == 1 and house.last(HEALTH_DEPUTY, reference)
    told = text_in(house.last(COORDINATOR, "someone is away"))
    notice = NOTICES[name]
    assert (f"--until {notice.last} --as NAME" in told) == bool(notice.last)
    assert (f"--from {notice.first} --until" in told) == bool(notice.first)
    assert f"parley directory away {HEALTH}" in told or not notice.last
    assert "the Safeguarding Lead at Dunelands" in told


def test_the_command_that_the_mail_suggests_notes_the_absence_and_the_next_case_goes_to_the_deputy(
    house: House, parley: Parley, asked: EmailMessage
) -> None:
    house.receive(notice_of("Exchange, on premises", HEALTH, str(asked["Reply-To"])))
    told = " ".join(text_in(house.last(COORDINATOR, "someone is away")).split())
    words = told.partition("parley ")[2].partition(" --as")[0].split()
    assert words[:2] == ["directory", "away"]
    assert "does not coordinate" in parley(*words, "--as", UMBER)[2]
    assert parley(*words, "--as", PEARL)[0] == 0
    second = house.notify(child_name="Wilma Rook").reference
    assert house.last(HEALTH_DEPUTY, second) and not house.to(HEALTH, second)
    house.pass_time(days=5)
    third = house.notify(child_name="Rita Rook").reference
    assert house.last(HEALTH, third)
    assert house.audit_faults() == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("away", HEALTH, "--until", "2026-11-20", "--as", PEARL), "before the first"),
        (("away", "nobody@away.example", "--until", "2026-12-20", "--as", PEARL), "No directory has the address"),
        (("back", "nobody@away.example", "--as", PEARL), "No directory has the address"),
    ],
)
def test_what_cannot_be_noted_is_said(house: House, parley: Parley, words: tuple[str, ...], says: str) -> None:
    status, _, why_not = parley("directory", *words)
    assert status and says in why_not
