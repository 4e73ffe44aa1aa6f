"""What waits for the wrong agency or a wrong address never leaves; who is right hears, or a coordinator is told."""

from datetime import timedelta

import pytest

from service.escalation.effects import Mail, person
from service.intake.by_desk.putting_right import AS_THE_CASE_STANDS
from service.store import outbox
from tests.desk.sitting import Sitting, sitting
from tests.desk.test_correcting import ANOTHER, THEIRS, correct, the_form
from tests.desk.test_waiting_mails import claimed, comes_back
from tests.intake.house import HEALTH, TEACHER, House, reply, text_in
from tests.intake.test_inside import FORM, SANDY
from tests.intake.writing import errand_of, let_have, post

RIGHT = "skipper.lugworm.2@marram-primary.example"
ELSEWHERE, ELSEWHERE_TOO = "skipper.lugworm@elsewhere.example", "skipper.lugworm.2@elsewhere.example"
NAMED_ACROSS = FORM | {
    "type": "threshold", "their_agency": "Granite Community Health Trust", "more_agencies": "no",
    "their_name": "Ochre Vane",
    "their_role": "Nurse", "their_email": "ochre.vane@granite-health.example",
}  # fmt: skip
GALE = "gale.stormglass@escb-board.example"


@pytest.fixture
def reference(house: House) -> str:
    """A case whose mails all wait."""
    house.sent()
    let_have(house, "L2")
    return house.notify().reference


def another_agency(pearl: Sitting, reference: str) -> None:
    correct(pearl, the_form(pearl, reference), choice="their_agency", how="change", words=ANOTHER)


def another_address(pearl: Sitting, reference: str, words: str = RIGHT) -> None:
    correct(pearl, the_form(pearl, reference), choice="your_email", how="change", words=words)


def write(pearl: Sitting, reference: str, to: str) -> None:
    """A message of the coordinator's to whoever is called that."""
    page = pearl.open(f"/cases/{reference}/write")
    (chosen,) = [box.get("value") for box in page.xpath("//input[@name='to']") if to in box.getparent().text_content()]
    pearl.send({"to": [chosen], "subject": "The visit", "text": "Please ring by ten. It is urgent."})
    pearl.send({}, button="do")
    assert pearl.answer is not None and pearl.answer.status_code == 200, pearl.faults()


def not_delivered(pearl: Sitting) -> list[str]:
    """What the inbox says of messages that did not reach their reader."""
    lines = pearl.open("/inbox").xpath("//ol/li")
    return [line.find("p").text_content() for line in lines if "Not delivered" in line.text_content()]


# The wrong agency


def test_what_waits_for_the_wrong_agency_never_leaves_and_the_rest_names_the_right_one(
    house: House, pearl: Sitting, reference: str
) -> None:
    another_agency(pearl, reference)
    assert not house.to(HEALTH) and house.to(THEIRS, "reply by")
    receipt = text_in(house.last(TEACHER, "we have your disagreement"))
    assert f"The Safeguarding Lead at {ANOTHER}" in receipt and "Dunelands" not in receipt
    assert not not_delivered(pearl) and not house.audit_faults()


def test_what_a_worker_has_taken_for_the_wrong_agency_is_not_tried_again(
    house: House, pearl: Sitting, reference: str
) -> None:
    taken = claimed(house, HEALTH)
    another_agency(pearl, reference)
    comes_back(house, taken)
    assert not house.to(HEALTH)


def test_an_alert_for_the_wrong_agency_goes_to_the_right_one(house: House, pearl: Sitting) -> None:
    another_agency(pearl, house.notify(risk="yes").reference)
    assert not house.to(HEALTH) and len(house.to(THEIRS, "act today")) == 1
    assert not not_delivered(pearl)


def test_an_alert_that_nobody_needs_any_more_is_not_given_to_the_right_agency(house: House, pearl: Sitting) -> None:
    another_agency(pearl, house.notify().reference)
    assert house.to(THEIRS) and not house.to(THEIRS, "act today")


def test_a_message_for_the_wrong_agency_is_the_coordinators_to_send(
    house: House, pearl: Sitting, reference: str
) -> None:
    house.sent()
    write(pearl, reference, "Avery Curlew")
    another_agency(pearl, reference)
    (line,) = not_delivered(pearl)
    assert "A message of the coordinator, to" in line and "Send it to whoever is right yourself." in line
    assert not house.to(HEALTH, "The visit")


def test_what_may_have_reached_the_wrong_agency_can_be_asked_back(house: House, pearl: Sitting, reference: str) -> None:
    claimed(house, HEALTH)
    house.moment.now += timedelta(seconds=400)
    with house.service.sessions.begin() as session:
        outbox.lapse(session, house.service.clock.real(), (1,))
    another_agency(pearl, reference)
    assert not house.to(HEALTH)
    pearl.open(f"/cases/{reference}/do/recall")
    assert "Dunelands Community Health Trust" in pearl.text
    assert "It carried words that were corrected since" in pearl.text


# The wrong address


def test_a_mail_to_an_address_that_was_wrong_goes_to_the_right_one(
    house: House, pearl: Sitting, reference: str
) -> None:
    another_address(pearl, reference)
    assert not house.to(TEACHER) and "We have your disagreement." in text_in(house.last(RIGHT, "we have your"))
    (why,) = {one.ended_reason for one in house.mails_of(reference) if one.state == "cancelled"}
    assert why == "Its reader's address was corrected. It was written again, to the right one."


def test_who_is_asked_to_show_who_they_are_is_asked_at_the_right_address(house: House, pearl: Sitting) -> None:
    path = the_form(pearl, house.notify(your_email=ELSEWHERE).reference)
    pearl.open(path)
    pearl.send({"why": "It was sent from a private address."})
    pearl.send({"why": "It is wrong.", "choice": "your_email", "how": "change", "words": ELSEWHERE_TOO})
    pearl.send({}, button="do")
    assert not house.to(ELSEWHERE) and len(house.to(ELSEWHERE_TOO, "show us that this was you")) == 1


def test_what_a_worker_has_taken_to_the_wrong_address_is_written_again_and_not_tried_again(
    house: House, pearl: Sitting, reference: str
) -> None:
    taken = claimed(house, TEACHER)
    another_address(pearl, reference)
    comes_back(house, taken)
    assert not house.to(TEACHER) and len(house.to(RIGHT, "we have your")) == 1


def test_a_message_to_a_wrong_address_is_the_coordinators_to_send_until_they_have(
    house: House, pearl: Sitting, reference: str
) -> None:
    house.sent()
    write(pearl, reference, "Skipper Lugworm")
    another_address(pearl, reference)
    correct(pearl, the_form(pearl, reference), choice="your_name", how="change", words="Skipper Lugworn")
    (line,) = not_delivered(pearl)
    assert "to the Class teacher at Marram Primary School: Not sent, since its reader's address was corrected" in line
    assert "Send it yourself." in line and not house.to(TEACHER, "The visit")
    write(pearl, reference, "Skipper Lugworn")
    assert not not_delivered(pearl) and house.to(RIGHT, "It is urgent")


def test_who_has_no_address_any_more_is_not_written_to_and_a_coordinator_knows(
    house: House, pearl: Sitting, reference: str
) -> None:
    correct(pearl, the_form(pearl, reference), choice="your_email", how="remove")
    assert not house.to(TEACHER)
    assert "We have your disagreement" in [line.partition(",")[0] for line in not_delivered(pearl)]


def test_whoever_takes_no_part_any_more_is_not_written_to_again_and_a_coordinator_knows(house: House) -> None:
    reference = house.notify(partnership="escb", **NAMED_ACROSS).reference
    assert "routed" in [one.kind for one in house.mails_of(reference) if one.recipient.startswith("person:")]
    with sitting(house, GALE, "escb") as gale:
        path = the_form(gale, reference).removeprefix("/escb/desk")
        gale.open(path)
        gale.send({"why": "I read it before its stage."})
        wrong = {"why": "It is wrong.", "choice": "their_email", "how": "change", "words": "ochre.vane@home.example"}
        gale.send(wrong)
        gale.send({}, button="do")
        assert not house.to(NAMED_ACROSS["their_email"]) and not house.to(wrong["words"])
        assert "Reply by a date" in [line.partition(",")[0] for line in not_delivered(gale)]


def test_an_alert_to_whoever_takes_no_part_any_more_goes_to_whoever_has_their_place(house: House) -> None:
    reference = house.notify(partnership="escb", **NAMED_ACROSS).reference
    house.receive(reply(house.last(SANDY, "we have"), "The child is at immediate risk."))
    with sitting(house, GALE, "escb") as gale:
        path = the_form(gale, reference).removeprefix("/escb/desk")
        gale.open(path)
        gale.send({"why": "I read it before its stage."})
        gale.send({"why": "It is wrong.", "choice": "their_email", "how": "change", "words": "ochre.vane@home.example"})
        gale.send({}, button="do")
    assert house.to("granite.duty.desk@granite-health.example", "act today")
    assert not house.to(NAMED_ACROSS["their_email"], "act today")


def test_each_kind_that_says_how_the_case_stands_is_written_again_about_the_same(
    house: House, pearl: Sitting, reference: str
) -> None:
    house.sent()
    with errand_of(house, reference) as errand:
        raiser = f"person:{errand.people[0].id}"
    stage, duties = "2", [one["id"] for one in house.facts(reference)["owed"]][:2]
    post(house, reference, *(Mail(kind, person(raiser), stage, duty) for kind in AS_THE_CASE_STANDS for duty in duties))
    waited = kinds_to(house, reference, raiser, "queued")
    assert {kind for kind, _ in waited} == AS_THE_CASE_STANDS and len(waited) > len(AS_THE_CASE_STANDS)
    another_address(pearl, reference)
    assert kinds_to(house, reference, raiser, "queued") == waited == kinds_to(house, reference, raiser, "cancelled")
    assert not not_delivered(pearl) and not house.audit_faults()


def kinds_to(house: House, reference: str, recipient: str, state: str) -> list[tuple[str, str]]:
    mails = [one for one in house.mails_of(reference) if one.recipient == recipient and one.state == state]
    return sorted((one.kind, one.stage) for one in mails)


def test_an_alert_to_a_wrong_address_is_written_again_to_the_right_one(house: House) -> None:
    reference = house.notify(partnership="escb", **FORM).reference
    house.receive(reply(house.last(SANDY, "we have"), "The child is at immediate risk."))
    wrong, right = FORM["their_email"], "c.shale@slatefield-high.example"
    alerts = len([one for one in house.mails_of(reference) if one.kind == "act_today"])
    assert alerts
    with sitting(house, GALE, "escb") as gale:
        path = the_form(gale, reference).removeprefix("/escb/desk")
        gale.open(path)
        gale.send({"why": "I read it before its stage."})
        gale.send({"why": "It is wrong.", "choice": "their_email", "how": "change", "words": right})
        gale.send({}, button="do")
    assert house.to(right, "act today") and not house.to(wrong, "act today")


def test_an_alert_is_never_held_back_for_words(house: House, pearl: Sitting) -> None:
    reference = house.notify(risk="yes", wanted="Act today").reference
    before = [one.id for one in house.mails_of(reference) if one.kind == "act_today"]
    correct(pearl, the_form(pearl, reference), choice="wanted", how="change", words="A joint visit this week")
    house.sent()
    assert before == [one.id for one in house.mails_of(reference) if one.kind == "act_today" and one.state == "sent"]


def test_a_message_whose_subject_holds_what_was_corrected_leaves(house: House, pearl: Sitting, reference: str) -> None:
    house.sent()
    write(pearl, reference, "Skipper Lugworm")
    correct(pearl, the_form(pearl, reference), choice="your_role", how="change", words="The visit")
    correct(pearl, the_form(pearl, reference), choice="your_role", how="change", words="Head of year")
    assert house.to(TEACHER, "It is urgent")
