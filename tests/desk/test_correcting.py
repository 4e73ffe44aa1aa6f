"""What was written is corrected or removed (C15): from then on nobody reads what it said, but for a reason."""

import pytest

from tests.desk.added import with_a_document
from tests.desk.sitting import Sitting, sitting
from tests.intake.house import (
    CHILD,
    COORDINATOR,
    HEALTH,
    IN_LIVERPOOL,
    SCHOOL,
    TEACHER,
    House,
    mail,
    reply,
    text_in,
    token_in,
)
from tests.intake.writing import let_have

UMBER = "umber.compass@liverpool-partnership.example"
ANOTHER, THEIRS = "Sandhills Academy", "jasper.whelk@sandhills-academy.example"
WHY = "It names the wrong person."
NOT_THIS, THIS = "Not to visit Zebedee Quill again.", "Not to visit Oriel Sandbar again."


def entries(pearl: Sitting, reference: str, title: str) -> list[str]:
    """The addresses of what can be corrected and is called that."""
    links = pearl.open(f"/cases/{reference}/correct").xpath("//main//li//a")
    found = [one.get("href") for one in links if one.text_content().strip().startswith(title)]
    return [str(one).removeprefix("/sefton/desk") for one in found]


def correct(pearl: Sitting, path: str, **given: str) -> str:
    """A correction, up to the page that says what would come of it; what it said. Then it is confirmed."""
    pearl.open(path)
    pearl.send({"why": WHY, **given})
    assert pearl.answer is not None and pearl.answer.status_code == 200, pearl.faults()
    said = pearl.text
    pearl.send({}, button="do")
    assert pearl.answer.status_code == 200, pearl.faults()
    return said


def the_form(pearl: Sitting, reference: str) -> str:
    return entries(pearl, reference, "What was said when it was raised")[-1]


def words(house: House, pearl: Sitting, reference: str) -> str:
    pearl.open(f"/cases/{reference}/written")
    pearl.send({})
    return pearl.text


def due(house: House, reference: str) -> dict[str, str]:
    return {one["id"]: one["due"] for one in house.facts(reference)["owed"]}


@pytest.fixture
def reference(house: House) -> str:
    return house.notify().reference


def test_what_was_written_says_what_it_was_corrected_to_wherever_it_is_read(
    house: House, pearl: Sitting, reference: str
) -> None:
    let_have(house, "L2")
    said = correct(pearl, the_form(pearl, reference), choice="decision", how="change", words=THIS)
    assert NOT_THIS in said and THIS in said and "It is corrected." in pearl.text
    assert THIS in words(house, pearl, reference) and NOT_THIS not in pearl.text
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED\nThey will not come."))
    later = "".join(text_in(one) for one in house.sent())
    assert THIS in later and NOT_THIS not in later


def test_behind_a_link_it_says_the_same(house: House, pearl: Sitting, reference: str) -> None:
    token = token_in(house.last(HEALTH, "NOT RESOLVED"))
    correct(pearl, the_form(pearl, reference), choice="reasons", how="remove")
    house.pages.send_code(token)
    code = next(one for one in text_in(house.last(HEALTH, "code")).split() if one.isdecimal() and len(one) == 6)
    record = house.answer(token, code, "read")
    lines = dict(line for paper in record.written for line in paper.lines)
    assert "Removed by a coordinator" in lines.values() and "Attendance fell." not in lines.values()


def test_no_date_moves_and_it_is_no_act_that_is_taken_back(house: House, pearl: Sitting, reference: str) -> None:
    before = due(house, reference)
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN"))
    correct(pearl, the_form(pearl, reference), choice="decision", how="change", words=THIS)
    house.receive(reply(house.last(HEALTH, "UNDO"), "UNDO"))
    assert house.events(reference)[-2:] == ["Corrected", "Undone"]
    assert due(house, reference) == before
    assert NOT_THIS not in words(house, pearl, reference)


def test_the_child_is_called_by_the_right_name_from_then_on(house: House, pearl: Sitting, reference: str) -> None:
    correct(pearl, the_form(pearl, reference), choice="child_name", how="change", words="Oriel Sandbar")
    pearl.open(f"/cases/{reference}")
    assert "O.S." in pearl.text and "Z.Q." not in pearl.text
    correct(pearl, the_form(pearl, reference), choice="child_born", how="change", words="4 May 2017")
    pearl.open(f"/cases/{reference}")
    pearl.send({})
    assert "Oriel Sandbar" in pearl.text and "4 May 2017" in pearl.text
    house.receive(mail("mary.tern@away.example", "It is about Oriel Sandbar."))
    (held,) = house.held()
    assert reference in pearl.open(f"/messages/{held.id}").text_content()


def test_a_date_of_birth_that_is_removed_is_read_so(house: House, pearl: Sitting, reference: str) -> None:
    correct(pearl, the_form(pearl, reference), choice="child_born", how="remove")
    assert "Removed by a coordinator" in words(house, pearl, reference)
    pearl.open(f"/cases/{reference}")
    assert "2018" not in pearl.text and "Not given" in pearl.text


def test_what_cannot_stand_there_is_said_beside_the_box(house: House, pearl: Sitting, reference: str) -> None:
    pearl.open(the_form(pearl, reference))
    pearl.send({})
    assert pearl.faults() == [
        "Select which part is wrong", "Select if it should be changed or removed", "Enter why you are changing it",
    ]  # fmt: skip
    for given, message in (
        ({"choice": "decision", "how": "change"}, "Enter what it should say"),
        ({"choice": "child_name", "how": "remove"}, "Enter what it should say"),
        ({"choice": "child_born", "how": "change", "words": "soon"}, "Date of birth"),
        ({"choice": "their_agency", "how": "change", "words": "Nowhere Trust"}, "Enter an agency as the directory"),
        ({"choice": "their_agency", "how": "change", "words": "Marram Primary School"}, "not a party to it already"),
        ({"choice": "decision", "how": "change", "words": NOT_THIS}, "it says that already"),
    ):
        pearl.open(the_form(pearl, reference))
        pearl.send({"why": WHY, **given})
        assert pearl.answer is not None and pearl.answer.status_code == 422
        assert message in " ".join(pearl.faults()), given
    assert house.events(reference) == ["Notified"]


def test_what_the_case_counts_by_is_not_offered(pearl: Sitting, reference: str) -> None:
    page = pearl.open(the_form(pearl, reference))
    offered = page.xpath("//input[@name='choice']/@value")
    assert {"decision", "child_name", "your_email", "their_agency"} <= set(offered)
    assert not {"type", "area", "stage", "risk", "status", "concern_on"} & set(offered)


def test_the_right_agency_owes_what_the_wrong_one_did_and_the_wrong_one_hears_no_more(
    house: House, pearl: Sitting, reference: str
) -> None:
    before, received = due(house, reference), len(house.to(HEALTH))
    said = correct(pearl, the_form(pearl, reference), choice="their_agency", how="change", words=ANOTHER)
    assert f"{ANOTHER} is written to" in said
    assert house.to(THEIRS, "NOT RESOLVED") and house.facts(reference)["receiving"] == [ANOTHER]
    assert due(house, reference) == before
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED\nThey will not come."))
    assert len(house.to(HEALTH)) == received
    pearl.open(f"/cases/{reference}")
    assert ANOTHER in pearl.text and "An agency was corrected" in pearl.text


def test_a_message_and_a_document_are_removed_as_a_whole(house: House, pearl: Sitting) -> None:
    reference = with_a_document(house)
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "Nobody here knows Zebedee Quill."))
    (came,) = entries(pearl, reference, "A message that came in")
    opened = came.rpartition("mail-")[2]
    assert "Zebedee" in pearl.open(f"/messages/{opened}").text_content()
    correct(pearl, came)
    page = pearl.open(f"/messages/{opened}").text_content()
    assert "Zebedee" not in page and "removed from view" in page
    (document,) = entries(pearl, reference, "A document that was added")
    correct(pearl, document)
    pearl.open(f"/cases/{reference}")
    assert "It was removed from view." in pearl.text
    assert pearl.status_of(f"/cases/{reference}/documents/1") != 200
    assert not entries(pearl, reference, "A document") and not entries(pearl, reference, "A message that")


def test_what_it_said_before_is_opened_for_a_reason_and_audited(house: House, pearl: Sitting, reference: str) -> None:
    correct(pearl, the_form(pearl, reference), choice="decision", how="change", words=THIS)
    pearl.open(f"/cases/{reference}/corrected")
    assert NOT_THIS not in pearl.text
    pearl.send({})
    assert pearl.faults() == ["Enter why you need to see it"]
    pearl.send({"why": "The school asks what it was."})
    assert NOT_THIS in pearl.text and THIS in pearl.text and WHY in pearl.text and "Pearl Lighthouse" in pearl.text
    actor, action, detail = house.audited(reference)[-1]
    assert (actor, action) == (house.holder(COORDINATOR), "opened what was corrected")
    assert detail == {"why": "The school asks what it was."} and not house.audit_faults()


def test_before_its_stage_it_is_opened_for_a_reason_only(house: House) -> None:
    case = house.notify(partnership="liverpool", **(IN_LIVERPOOL | {"stage": "2"}))
    with sitting(house, UMBER, "liverpool") as umber:
        page = umber.open(f"/cases/{case.reference}/correct")
        path = page.xpath("//main//li//a/@href")[-1].removeprefix("/liverpool/desk")
        umber.open(path)
        assert "Attendance fell." not in umber.text
        umber.send({})
        assert umber.faults() == ["Enter why you need to read it now"]
        umber.send({"why": "It names another child."})
        assert "Attendance fell." in umber.text
        umber.send({"choice": "reasons", "how": "change", "words": "Attendance rose.", "why": WHY})
        umber.send({}, button="do")
        assert "It is corrected." in umber.text
    assert house.events(case.reference)[-1] == ("Corrected")


def test_two_presses_correct_once_and_a_case_that_changed_is_shown_first(
    house: House, pearl: Sitting, reference: str
) -> None:
    path = the_form(pearl, reference)
    pearl.open(path)
    pearl.send({"choice": "decision", "how": "change", "words": THIS, "why": WHY})
    preview = pearl.answer
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "SEEN"))
    pearl.send({}, button="do")
    assert pearl.answer is not None and pearl.answer.status_code == 409 and "Something changed" in pearl.text
    pearl.send({"choice": "decision", "how": "change", "words": THIS, "why": WHY})
    preview = pearl.answer
    pearl.send({}, button="do")
    pearl.answer = preview
    pearl.send({}, button="do")
    assert "It is corrected." in pearl.text and house.events(reference).count("Corrected") == 1


def test_a_correction_of_who_raised_it_is_written_to_at_the_right_address(
    house: House, pearl: Sitting, reference: str
) -> None:
    right = "shore.cockle@marram-primary.example"
    correct(pearl, the_form(pearl, reference), choice="your_email", how="change", words=right)
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED\nThey will not come."))
    assert house.to(right) and CHILD not in str(house.last(right)["Subject"])
    assert len(house.to(TEACHER)) == len([one for one in house.to(TEACHER) if reference in str(one["Subject"])])
