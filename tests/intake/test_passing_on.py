"""Whoever wrote a mail that was held hears that a person has passed it on: once, with no word of a case, and never a
machine."""

import json
from email.message import EmailMessage

import pytest

from tests.intake.desk import PEARL, Parley
from tests.intake.house import CHILD, House, mail, text_in
from tests.intake.test_releasing import STRANGER, partnership_chain, released

ABOUT = f"It is about {CHILD}."
SAID = "read and passed on"


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def filed(house: House, parley: Parley, reference: str, raw: bytes) -> str:
    """The id of a mail that came, was held, and is put with that case."""
    house.receive(raw)
    (one,) = json.loads(parley("held", "--json")[1])
    released(parley, one["id"], "--to", reference)
    return str(one["id"])


def told(house: House) -> list[EmailMessage]:
    return house.to(STRANGER, SAID)


def test_a_stranger_hears_that_a_person_has_passed_it_on_and_nothing_of_the_case(
    house: House, parley: Parley, reference: str
) -> None:
    filed(house, parley, reference, mail(STRANGER, ABOUT, subject=f"About {CHILD}"))
    (one,) = told(house)
    words = f"{one['Subject']}\n{text_in(one)}"
    assert "on Wednesday 25 November 2026" in " ".join(words.split())
    for secret in (*CHILD.split(), reference, "Marram", "Dunelands", STRANGER):
        assert secret not in words
    assert one["Auto-Submitted"] == "auto-generated" and partnership_chain(house)[-1] == "filed a mail"


def test_it_is_said_once_however_often_the_mail_is_put_back_and_filed(
    house: House, parley: Parley, reference: str
) -> None:
    id = filed(house, parley, reference, mail(STRANGER, ABOUT))
    other = house.notify(child_name="Wilma Rook").reference
    released(parley, id, "--to", other)
    released(parley, id, "--undo")
    house.pass_time(days=2)
    released(parley, id, "--to", reference)
    assert len(told(house)) == 1


def test_two_mails_of_one_day_are_answered_by_one(house: House, parley: Parley, reference: str) -> None:
    for words in ("Good morning", "Good evening"):
        filed(house, parley, reference, mail(STRANGER, words))
    assert len(told(house)) == 1
    house.pass_time(days=1, minutes=1)
    filed(house, parley, reference, mail(STRANGER, "Good morning again"))
    assert len(told(house)) == 2


def test_whoever_is_not_proven_hears_no_more_on_the_day_of_the_fixed_answer(
    house: House, parley: Parley, reference: str
) -> None:
    house.receive(mail(STRANGER, ABOUT, proof="none"))
    (one,) = json.loads(parley("held", "--json")[1])
    released(parley, one["id"], "--to", reference)
    assert not told(house)
    released(parley, one["id"], "--undo")
    house.pass_time(days=1, minutes=1)
    released(parley, one["id"], "--to", reference)
    assert len(told(house)) == 1


@pytest.mark.parametrize(
    ("proof", "headers"),
    [("fail", {}), ("pass", {"List_Id": "<news.away.example>"}), ("pass", {"X_Spam_Flag": "YES"}),
     ("pass", {"Precedence": "bulk", "List_Unsubscribe": "<mailto:off@away.example>"})],
)  # fmt: skip
def test_a_forger_and_a_machine_hear_nothing(
    house: House, parley: Parley, reference: str, proof: str, headers: dict[str, str]
) -> None:
    house.receive(mail(STRANGER, ABOUT, proof=proof, **headers))
    for one in json.loads(parley("held", "--json")[1]):
        released(parley, one["id"], "--to", reference)
        assert house.end() == "note_added"
    assert not told(house)


def test_what_was_taken_for_a_machines_is_filed_and_not_answered(
    house: House, parley: Parley, reference: str
) -> None:
    house.receive(mail(STRANGER, "I am away.", Auto_Submitted="auto-replied"))
    id = house.dump()["inbound"][0].split("'")[1]
    released(parley, id, "--undo")
    released(parley, id, "--to", reference)
    assert house.end() == "note_added" and not told(house)


def test_too_many_answers_stop_this_one_too(
    house: House, parley: Parley, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARLEY_ANSWERS_A_DAY", "1")  # the one that said that it is held
    house.receive(mail(STRANGER, ABOUT))
    (one,) = json.loads(parley("held", "--json")[1])
    said = parley("release", one["id"], "--to", reference, "--as", PEARL, "--why", "Theirs.")[1]
    assert house.end() == "note_added" and not told(house) and "is told" not in said


def test_refusing_it_tells_nobody(house: House, parley: Parley) -> None:
    house.receive(mail(STRANGER, "Buy our chairs."))
    (one,) = json.loads(parley("held", "--json")[1])
    released(parley, one["id"], "--refuse")
    assert not told(house)
