"""A stage written up on the form: nothing acts before its person has confirmed it; then all of it does, in order."""

import pytest

from forms import PUBLISHED, Answers
from service.seam.link_pages import Record
from service.seam.pages import Recorded
from tests.intake.desk import Parley
from tests.intake.house import HEALTH, SCHOOL, House, reply, token_in
from tests.intake.test_notifications import code_in

SETTLED = {
    "outcome": "resolved", "risk": "no change", "agreed": "Zebedee Quill is seen at home, weekly.",
    "actions": "A first visit; Dunelands Community Health Trust; 4 December 2026\nA call home; the teacher; 2/12/2026",
    "settled_on": "25 11 2026", "method": "managers", "on_file": "yes", "plan_fit": "changed",
    "outstanding": "Who reads the file; the school; 11 December 2026", "learned": "Ring before the letter goes.",
    "debrief": "yes", "your_name": "Rowan Samphire", "your_email": SCHOOL,
}  # fmt: skip


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def write_up(house: House, reference: str, form: str = "stage_outcome", **said: str) -> None:
    given = {"reference": reference, **(SETTLED if form == "stage_outcome" else {}), **said}
    answers = PUBLISHED[form].read(given, house.pages.outcome_choices("sefton"))
    assert isinstance(answers, Answers), [fault.message for fault in answers]
    house.pages.submit_outcome("sefton", f"form-{len(house.out)}", answers)


def confirm(house: House, address: str = SCHOOL) -> object:
    token = token_in(house.last(address, "confirm your answer"))
    house.pages.send_code(token)
    offered = dict(house.pages.answer_page(token).choices)  # type: ignore[union-attr]
    choice = next(value for value in offered if value.startswith("confirm:"))
    return house.answer(token, code_in(house, address), choice)


def read(house: House, address: str) -> Record:
    token = token_in(house.last(address, "/r/"))
    house.pages.send_code(token)
    record = house.answer(token, code_in(house, address), "read")
    assert isinstance(record, Record)
    return record


def test_a_form_alone_changes_nothing(house: House, reference: str) -> None:
    write_up(house, reference)
    assert house.events(reference) == ["Notified", "ToldMore"]
    assert "Zebedee" not in str(house.dump())


def test_once_confirmed_what_was_undertaken_is_owed_by_each_side_by_its_date(
    house: House, reference: str, parley: Parley
) -> None:
    write_up(house, reference)
    assert isinstance(confirm(house), Recorded)
    case = house.facts(reference)
    owed = {one["id"]: (one["agencies"], one["due"][:10]) for one in case["owed"] if ".action" in one["id"]}
    assert owed == {
        "2.action": (["Dunelands Community Health Trust"], "2026-12-04"),
        "2.action#2": (["Marram Primary School"], "2026-12-02"),
    }
    assert "2.outstanding" in {one["id"] for one in case["owed"]}
    assert "2.learning" in {one["id"] for one in case["owed"]}
    assert house.events(reference)[-1] == "Resolved" and "2.agree@r1" in {one["id"] for one in case["owed"]}
    assert house.last(SCHOOL, "debrief") or house.last("hazel.sandwort@marram-primary.example", "debrief")


def test_both_sides_open_the_same_written_outcome_and_that_they_did_is_known(house: House, reference: str) -> None:
    write_up(house, reference)
    confirm(house)
    for address in (SCHOOL, HEALTH):
        words = [said for paper in read(house, address).written for _, said in paper.lines]
        assert "Zebedee Quill is seen at home, weekly." in words
    outcome = next(one for one in house.facts(reference)["written"] if one["kind"] == "outcome")
    assert outcome["opened_by"] == "o, r1"
    assert house.audit_faults() == []


def test_a_form_is_confirmed_once(house: House, reference: str) -> None:
    write_up(house, reference)
    confirm(house)
    token = token_in(house.last(SCHOOL, "confirm your answer"))
    assert not any(value.startswith("confirm:") for value, _ in house.pages.answer_page(token).choices)  # type: ignore[union-attr]


def test_a_form_in_somebody_elses_name_is_theirs_alone_to_confirm(house: House, reference: str) -> None:
    write_up(house, reference)
    token = token_in(house.last(HEALTH, "NOT RESOLVED"))
    assert not any(value.startswith("confirm:") for value, _ in house.pages.answer_page(token).choices)  # type: ignore[union-attr]


def test_an_action_that_is_due_is_reminded_of_and_done_by_its_link(house: House, reference: str) -> None:
    write_up(house, reference)
    confirm(house)
    house.receive(reply(house.last(HEALTH, "AGREE"), "AGREE"))
    house.turn(days=9)
    reminded = [mail for mail in house.to(HEALTH, "undertook") if "reply" in str(mail["Subject"])]
    token = token_in(reminded[-1])
    house.pages.send_code(token)
    assert isinstance(house.answer(token, code_in(house, HEALTH), "done:2.action"), Recorded)
    assert "2.action" not in {one["id"] for one in house.facts(reference)["owed"]}
