"""An agency's summary log by mail: asked for with a token, and NIL, CORRECT or its own rows recorded and answered."""

import json
from collections.abc import Sequence
from email.message import EmailMessage

import pytest
from sqlalchemy import text

from forms import Answers
from forms.documents import word
from service.intake.by_clock import log_requests
from service.store import audit, logs
from tests.forms.filled import table_of
from tests.intake.desk import Parley
from tests.intake.house import LIVERPOOL, House, mail, reply, text_in
from tests.intake.test_enclosed import LOCKED, with_form
from tests.intake.test_form_mails import as_pdf, asking, with_file
from tests.intake.writing import FLINT, FROM_LIVERPOOL, UMBER

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"])
AGENCY, CHILD = "Cobalt Street Primary School", "Oriel Quince"
ROW = {
    "agency": AGENCY, "own_number": "CSP-9", "child_name": CHILD, "concern": "Neglect.",
    "level_of_need": "S17", "summary": "We saw it otherwise.", "outcome": "Still open",
}  # fmt: skip
HEAD = ("Agency / school escalation number", "Name of child", "Concern", "Level of need",
        "Summary of professional disagreement", "Outcome", "Our file")  # fmt: skip


@pytest.fixture
def keeper(house: House, parley: Parley) -> str:
    """Whoever was asked for the log of the school."""
    said = parley("log", "liverpool", "--agency", AGENCY, "--as", UMBER, "--why", "July to September.",
                  "--ask", "2026-12-15")  # fmt: skip
    assert said[0] == 0, said
    return said[1].split(": ")[1].strip(" .\n")


@pytest.fixture
def asked(house: House, keeper: str) -> EmailMessage:
    return house.last(keeper, "disagreement log")


def receive(house: House, raw: bytes) -> tuple[str, str]:
    house.receive(raw, LIVERPOOL)
    return house.ends()[-1]


def rows(parley: Parley) -> list[dict[str, str]]:

    said = parley("log", "liverpool", "--agency", AGENCY, "--as", UMBER, "--why", "To see.", "--json")[1]
    found: list[dict[str, str]] = json.loads(said)
    return found


def acts(house: House) -> list[str]:
    """What the partnership's audit says of the log."""

    chain = "partnership:liverpool"
    with house.service.sessions.begin() as session:
        found = text("SELECT action FROM audit_entries WHERE chain = :chain AND object_id = :agency ORDER BY seq")
        assert audit.verify(session, house.service.vault, chain) == []
        return list(session.execute(found, {"chain": chain, "agency": AGENCY}).scalars())


def stands(house: House) -> logs.Return | None:
    with house.service.sessions.begin() as session:
        request = logs.last_asked(session, "liverpool", AGENCY)
        return logs.standing(session, house.service.vault, request) if request else None


# NIL and CORRECT


def test_the_request_says_how_many_cases_we_hold_and_which_words_answer_it(
    house: House, keeper: str, asked: EmailMessage
) -> None:
    said = text_in(asked)
    assert "We hold no case of yours." in said and "NIL " in said and "CORRECT " in said
    assert "+" in asked["Reply-To"] and asked["Reply-To"] != LIVERPOOL


def test_a_nil_return_is_recorded_audited_and_answered(house: House, keeper: str, asked: EmailMessage) -> None:
    assert receive(house, reply(asked, "NIL")) == ("note_added", f"A nil return of the log of {AGENCY}.")
    found = stands(house)
    assert found and found.kind == "nil" and found.rows == ()
    answer = house.last(keeper, "disagreement log: received")
    assert "nothing to log" in text_in(answer) and "reply UNDO before" in text_in(answer)
    assert acts(house) == ["asked for a summary log", "recorded a nil return of a log"]
    assert not house.to(UMBER, "to check")


def test_nothing_to_log_where_we_hold_a_case_is_shown_to_the_coordinator(
    house: House, parley: Parley
) -> None:
    house.notify(partnership="liverpool", **FROM_LIVERPOOL)
    address = parley("log", "liverpool", "--agency", AGENCY, "--as", UMBER, "--why", "Q.", "--ask", "2026-12-15")[1]
    keeper = address.split(": ")[1].strip(" .\n")
    asked = house.last(keeper, "disagreement log")
    assert "We hold 1 case of yours." in text_in(asked)
    receive(house, reply(asked, "Nothing to report."))
    assert "We hold 1 case of yours" in " ".join(text_in(house.last(keeper, "received")).split())
    assert house.last(UMBER, "nothing to log, and we hold cases")


def test_correct_says_that_ours_is_right_and_what_stands_beside_it_is_shown(
    house: House, keeper: str, asked: EmailMessage
) -> None:
    receive(house, reply(asked, "CORRECT"))
    found = stands(house)
    assert found and found.kind == "correct" and not house.to(UMBER, "to check")
    receive(house, reply(asked, "CORRECT\r\n\r\nThe second child has moved to another school."))
    found = stands(house)
    assert found and "another school" in found.said
    assert house.last(UMBER, "says what its log lacks")
    assert "another school" not in str(house.dump())


def test_the_answer_is_known_by_its_thread_where_the_tag_was_lost(
    house: House, keeper: str, asked: EmailMessage
) -> None:
    del asked["Reply-To"]
    asked["Reply-To"] = LIVERPOOL
    receive(house, reply(asked, "NIL"))
    found = stands(house)
    assert found and found.kind == "nil"


@pytest.mark.parametrize(
    ("sender", "proof", "says"),
    [
        (FLINT, "pass", "from another address"), ("", "none", "does not confirm"), ("", "fail", "does not confirm"),
        ("stranger@away.example", "pass", "from another address"),
    ],
)  # fmt: skip
def test_anything_less_is_held_and_records_nothing(
    sender: str, proof: str, says: str, house: House, keeper: str, asked: EmailMessage
) -> None:
    end, reason = receive(house, reply(asked, "NIL", sender=sender, proof=proof))
    assert end == "held" and says in reason and stands(house) is None
    assert not house.to(keeper, "received")


def test_a_coordinator_can_accept_it(house: House, keeper: str, asked: EmailMessage, parley: Parley) -> None:
    receive(house, reply(asked, "NIL", sender=FLINT))
    [held] = house.held()
    assert parley("release", held.id, "--accept", "--as", UMBER, "--why", "He stands in.")[0] == 0
    found = stands(house)
    assert found and found.kind == "nil"


def test_the_command_line_says_who_was_asked_and_what_came(
    house: House, keeper: str, asked: EmailMessage, parley: Parley
) -> None:
    listing = ("log", "liverpool", "--as", UMBER, "--why", "To see.", "--returns")
    assert parley(*listing)[1].strip() == f"{AGENCY}  by 2026-12-15: nothing"
    receive(house, reply(asked, "NIL"))
    assert parley(*listing)[1].startswith(f"{AGENCY}  by 2026-12-15: nil, 0 rows, 2026-11-25, mail ")


def test_other_words_wait_for_a_person(house: House, asked: EmailMessage) -> None:
    end, reason = receive(house, reply(asked, "We are still looking for our copy."))
    assert end == "held" and "in words that a person has to read" in reason


def test_the_last_return_is_taken_back_within_a_working_day(house: House, keeper: str, asked: EmailMessage) -> None:
    receive(house, reply(asked, "NIL"))
    house.pass_time(hours=20)
    receive(house, reply(house.last(keeper, "received"), "UNDO"))
    assert stands(house) is None and "taken back" in text_in(house.last(keeper, "received"))
    assert acts(house)[-1] == "took back a nil return of a log"
    receive(house, reply(asked, "NIL"))
    house.pass_time(hours=50)
    assert receive(house, reply(house.last(keeper, "received"), "UNDO"))[0] == "held"
    assert stands(house) is not None


# Reminders


def test_who_returns_nothing_is_asked_again_and_once_it_is_late_the_deputy_too(
    house: House, keeper: str, asked: EmailMessage
) -> None:
    def reminded() -> list[str]:
        log_requests.remind(house.service)
        return [str(one["To"]) for one in house.sent()]

    house.turn(days=12)  # Monday 7 December
    assert reminded() == []
    house.turn(days=1, hours=0)
    assert reminded() == [keeper] and reminded() == []
    assert house.last(keeper)["Subject"] == "Your disagreement log: due Tue 15 December"
    house.turn(days=7)
    assert reminded() == []
    house.turn(days=1)
    late = reminded()
    assert keeper in late and len(late) == 2
    house.turn(days=9)
    assert reminded() == []


def test_who_has_returned_theirs_is_left_alone(house: House, keeper: str, asked: EmailMessage) -> None:
    receive(house, reply(asked, "NIL"))
    house.sent()
    house.turn(days=40)
    log_requests.remind(house.service)
    assert not [one for one in house.sent() if str(one["To"]) == keeper]


# Rows


def filled(house: House, *rows: dict[str, str]) -> bytes:
    return word(asking(house, "summary_log"), rows[0])


def printed(*rows: Sequence[str]) -> bytes:
    """The appendix as it is printed: a row of heads, then a row a case."""
    return table_of([HEAD, *map(tuple, rows)], columns=len(HEAD))


def test_rows_in_a_reply_are_the_agencys_log_for_that_day(
    house: House, keeper: str, asked: EmailMessage, parley: Parley
) -> None:
    end, reason = receive(house, with_form(asked, "Ours is attached.", filled(house, ROW)))
    assert (end, reason) == ("note_added", f"It brings the log of {AGENCY}.")
    [row] = rows(parley)
    assert (row["child_name"], row["summary"], row["own_number"]) == (CHILD, "We saw it otherwise.", "CSP-9")
    said = " ".join(text_in(house.last(keeper, "disagreement log: received")).split())
    assert "We held no case of yours. Your log has 1 row: 0 of these we held." in said
    assert "Quince" not in said and "Oriel" not in str(house.dump())


def test_the_printed_table_brings_a_row_for_each_case(
    house: House, keeper: str, asked: EmailMessage, parley: Parley
) -> None:
    second = ("CSP-10", "Amos Tarn", "Housing.", "S17", "They closed it.", "resolved", "B 7")
    first = (ROW["own_number"], CHILD, ROW["concern"], ROW["level_of_need"], ROW["summary"], ROW["outcome"], "")
    receive(house, with_form(asked, "Attached.", printed(first, second)))
    assert [row["child_name"] for row in rows(parley)] == [CHILD, "Amos Tarn"]
    assert {row["agency"] for row in rows(parley)} == {AGENCY}
    assert "2 rows" in text_in(house.last(keeper, "received"))


def test_rows_by_pdf_and_without_our_asking_land_too(house: House, parley: Parley) -> None:
    form = asking(house, "summary_log", ROW)
    found = form.answers()
    assert isinstance(found, Answers)
    receive(house, with_file(as_pdf(house, found), "log.pdf", sender=FLINT, to=LIVERPOOL))
    assert house.ends()[-1] == ("note_added", f"It brings the log of {AGENCY}.")
    assert [row["child_name"] for row in rows(parley)] == [CHILD]
    receive(house, reply(house.last(FLINT, "received"), "UNDO"))
    assert rows(parley) == []


def test_rows_about_a_case_of_ours_put_the_agencys_own_words_into_its_log(
    house: House, parley: Parley
) -> None:
    reference = house.notify(partnership="liverpool", **FROM_LIVERPOOL).reference
    sent = {**ROW, "own_number": reference.lower(), "child_name": "Z. Quill", "summary": "In our words."}
    receive(house, with_file(filled(house, sent), sender=FLINT, to=LIVERPOOL))
    [row] = rows(parley)
    assert (row["summary"], row["child_name"]) == ("In our words.", "Zebedee Quill")
    assert "1 row: 1 of these we held" in " ".join(text_in(house.last(FLINT, "received")).split())
    assert house.events(reference) == ["Notified"]


def test_what_a_row_lacks_is_asked_for_by_number_without_a_name_and_the_numbered_reply_completes_it(
    house: House, keeper: str, asked: EmailMessage, parley: Parley
) -> None:
    lacking = {key: said for key, said in ROW.items() if key != "outcome"}
    receive(house, with_form(asked, "Attached.", filled(house, lacking)))
    faulty = house.last(keeper, "1 row to check")
    assert "Row 1: enter the outcome" in text_in(faulty) and "Quince" not in text_in(faulty)
    assert [row["outcome"] for row in rows(parley)] == [""], "what could be read stands"
    receive(house, reply(faulty, "1: Still open"))
    assert [row["outcome"] for row in rows(parley)] == ["Still open"]
    assert house.last(keeper, "received")


@pytest.mark.parametrize(("sender", "proof"), [("mary.tern@away.example", "pass"), (FLINT, "none")])
def test_rows_from_nobody_of_that_agency_are_held(sender: str, proof: str, house: House, parley: Parley) -> None:
    end, reason = receive(house, with_file(filled(house, ROW), sender=sender, to=LIVERPOOL, proof=proof))
    assert end == "held" and "nobody whom the directory lists" in reason
    assert rows(parley) == []


def test_rows_of_another_agency_are_held(house: House, parley: Parley) -> None:
    other = {**ROW, "agency": "Vermilion Hospitals Trust"}
    assert receive(house, with_file(filled(house, other), sender=FLINT, to=LIVERPOOL))[0] == "held"
    assert rows(parley) == []


def test_a_file_that_cannot_be_opened_is_told(house: House, keeper: str, asked: EmailMessage) -> None:
    assert receive(house, with_form(asked, "Attached.", LOCKED))[0] == "held"
    assert "has a password" in text_in(house.last(keeper, "could not open your file"))


def test_classify_foresees_it(house: House, keeper: str, asked: EmailMessage, parley, tmp_path) -> None:  # type: ignore[no-untyped-def]

    (tmp_path / "message.eml").write_bytes(reply(asked, "NIL"))
    found = json.loads(parley("classify", tmp_path / "message.eml")[1])
    assert (found["act"], found["takes_effect"], found["outcome"]) == ("nil", True, "act")
    assert stands(house) is None


def test_a_word_for_the_log_still_acts_on_no_case(house: House) -> None:
    house.notify(partnership="liverpool", **FROM_LIVERPOOL)
    assert receive(house, mail(FLINT, "NIL", to=LIVERPOOL))[0] == "held"
