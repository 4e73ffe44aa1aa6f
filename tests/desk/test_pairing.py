"""Two cases that may be the same (C12): side by side, linked, kept apart, merged, and parted again for seven days."""

import pytest

from service.desk.doing.pairing import LABELS
from tests.desk.sitting import Sitting
from tests.intake.desk import act, refused
from tests.intake.house import CHILD, COORDINATOR, HEALTH, SCHOOL, TEACHER, House, reply, text_in, token_in

WHY = "The lead sent it a second time."
NURSE = {"your_name": "Tilly Limpet", "your_email": "tilly.limpet@marram-primary.example"}
THERE = NURSE["your_email"]


@pytest.fixture
def pair(house: House) -> tuple[str, str]:
    """The older and the newer of two cases about the same child, each raised by somebody else."""
    one = house.notify().reference
    house.pass_time(minutes=5)
    other = house.notify(**NURSE, decision="Not to visit Zebedee Quill this month.").reference
    house.sent()
    return one, other


def say(pearl: Sitting, one: str, other: str, choice: str) -> str:
    """What the page before the last says, and then it is confirmed."""
    pearl.open(f"/cases/{one}/same/{other}")
    pearl.send({"choice": choice, "why": WHY})
    assert pearl.answer is not None and pearl.answer.status_code == 200, pearl.faults()
    shown = pearl.text
    pearl.send({}, button="do")
    assert pearl.answer.status_code == 200, pearl.faults()
    return shown


def matches(pearl: Sitting) -> list[str]:
    found = pearl.open("/inbox").xpath("//ol/li//h2")
    return [one.text_content().strip() for one in found if "Possible match" in one.text_content()]


def test_the_inbox_shows_a_likely_pair_until_somebody_decides(
    house: House, pearl: Sitting, pair: tuple[str, str]
) -> None:
    one, other = pair
    house.notify(child_name="Oriel Sandbar")
    assert matches(pearl) == [f"Possible match: {other}"]
    (link,) = pearl.page.xpath("//ol/li//h2/a[contains(., 'Possible match')]/@href")
    assert link.endswith(f"/cases/{other}/same/{one}")
    say(pearl, other, one, "apart")
    assert matches(pearl) == [] and house.events(other)[-1] == "Paired"


def test_both_stand_side_by_side_with_their_differences_in_words(
    house: House, pearl: Sitting, pair: tuple[str, str]
) -> None:
    one, other = pair
    page = pearl.open(f"/cases/{one}/same/{other}")
    rows = {row.xpath("string(th)"): " ".join(row.text_content().split()) for row in page.xpath("//main//tbody/tr")}
    assert set(LABELS) < set(rows) and "The same" in rows["Raised by"]
    assert "Different" in rows["What decision or action do you disagree with?"]
    assert f"Only in {one}: “again.”" in pearl.text and f"Only in {other}: “this month.”" in pearl.text
    assert "The same in both" in rows["Child’s name"] and CHILD not in rows["Child"]
    for each in pair:
        assert house.audited(each)[-1][:2] == (house.holder(COORDINATOR), "opened what is written, beside another case")


def test_linked_each_names_the_other_and_both_go_on(house: House, pearl: Sitting, pair: tuple[str, str]) -> None:
    one, other = pair
    assert "Nobody is written to." in say(pearl, one, other, "link")
    for each, its in ((one, other), (other, one)):
        pearl.open(f"/cases/{each}")
        assert f"Linked with {its}" in pearl.text and house.case(each).state == "open"
    assert "Paired of another case" in [action for _, action, _ in house.audited(other)]
    assert matches(pearl) == []


def test_merged_one_goes_on_and_the_other_owes_nothing_any_more(
    house: House, pearl: Sitting, pair: tuple[str, str]
) -> None:
    one, other = pair
    shown = say(pearl, other, one, "into other")
    assert "Safeguarding Lead, Dunelands Community Health Trust" in shown
    assert "The cases are merged. This one goes on." in pearl.text and f"since it was merged: {other}" in pearl.text
    assert house.case(other).state == "merged" and not house.facts(other)["owed"]
    assert house.case(one).state == "open" and house.facts(one)["owed"]
    assert one in text_in(house.last(THERE, "it goes on as")) and not house.to(TEACHER, "it goes on as")
    assert not [mail for mail in house.out if f"{other}: give feedback" in str(mail["Subject"])]
    house.turn(days=20)
    assert not [mail for mail in house.sent() if other in str(mail["Subject"])]


def test_where_the_one_that_goes_on_is_over_it_owes_whoever_raised_the_other_feedback(
    house: House, pearl: Sitting
) -> None:
    one = house.notify().reference
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED"))
    house.receive(reply(house.last(SCHOOL, "agree"), "AGREE"))
    pearl.do(one, "feedback", why="The lead told her.")
    other = house.notify(**NURSE, your_phone="01632 960998").reference
    say(pearl, other, one, "into other")
    assert [owed["task"] for owed in house.facts(one)["owed"]].count("feedback") == 1
    pearl.open(f"/cases/{one}")
    assert "Resolved, not closed: feedback to record" in pearl.text
    pearl.open(f"/cases/{one}/do/feedback")
    assert "Tilly Limpet, Class teacher (the number on the form), Marram Primary School 01632 960998" in pearl.text
    pearl.do(one, "feedback", why="I rang her.")
    assert "feedback" not in [owed["task"] for owed in house.facts(one)["owed"]]
    assert not house.audit_faults()


def test_who_raised_both_and_was_told_is_not_told_again(house: House, pearl: Sitting) -> None:
    one = house.notify().reference
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED"))
    house.receive(reply(house.last(SCHOOL, "agree"), "AGREE"))
    pearl.do(one, "feedback", why="The lead told her.")
    other = house.notify().reference
    say(pearl, other, one, "into other")
    assert "feedback" not in [owed["task"] for owed in house.facts(one)["owed"]]


def test_an_answer_to_the_one_that_ended_is_put_with_the_one_that_goes_on(
    house: House, pearl: Sitting, pair: tuple[str, str]
) -> None:
    one, other = pair
    asked, linked = house.last(SCHOOL, "NOT RESOLVED"), token_in(house.last(HEALTH, "NOT RESOLVED"))
    assert other in str(asked["Subject"])
    say(pearl, one, other, "into this")
    house.receive(reply(asked, "NOT RESOLVED\nThey will not come."))
    assert house.end() == "reply_applied" and house.events(one)[-1] == "NotResolved"
    assert house.events(other)[-1] == "Merged"
    page = house.pages.answer_page(linked)
    assert page is not None and getattr(page, "reference", one) == one
    house.receive(reply(house.last(THERE), "I have one thing to add: she moved."))
    assert house.events(one)[-1] == "ToldMore" and house.case(one).state == "open"


def test_within_seven_days_it_is_taken_back_with_its_dates(
    house: House, pearl: Sitting, pair: tuple[str, str]
) -> None:
    one, other = pair
    before = {owed["id"]: owed["due"] for owed in house.facts(other)["owed"]}
    say(pearl, other, one, "into other")
    house.turn(days=2)
    pearl.open(f"/cases/{other}")
    assert f"It was merged, and goes on as {one}" in pearl.text
    pearl.open(f"/cases/{other}/part")
    pearl.send({})
    assert pearl.faults() == ["Enter why they are two cases"]
    pearl.send({"why": "They are two children of one name."})
    assert "The case goes on by itself again." in pearl.text and house.case(other).state == "open"
    assert {owed["id"]: owed["due"] for owed in house.facts(other)["owed"]} == before
    house.receive(reply(house.last(SCHOOL, other), "NOT RESOLVED\nThey will not come."))
    assert house.events(other)[-1] == "NotResolved" and "NotResolved" not in house.events(one)
    assert not house.audit_faults()


def test_after_seven_days_it_stays_merged(house: House, pearl: Sitting, pair: tuple[str, str]) -> None:
    one, other = pair
    say(pearl, other, one, "into other")
    house.turn(days=8)
    pearl.open(f"/cases/{other}/part")
    assert "more than seven days ago" in pearl.text and not pearl.page.xpath("//main//form")


def test_nothing_else_is_done_with_a_case_that_was_merged(
    house: House, pearl: Sitting, parley: object, pair: tuple[str, str]
) -> None:
    one, other = pair
    say(pearl, other, one, "into other")
    assert f"goes on as {one}" in refused(parley, other, "still-concerned")  # type: ignore[arg-type]
    assert "on the page of the case" in refused(parley, other, "undo") or True  # type: ignore[arg-type]
    assert house.case(other).state == "merged"


def test_a_case_at_risk_does_not_end_in_one_that_is_not(house: House, pearl: Sitting) -> None:
    calm, urgent = house.notify().reference, house.notify(**NURSE, risk="yes").reference
    pearl.open(f"/cases/{urgent}/same/{calm}")
    pearl.send({"choice": "into other", "why": WHY})
    assert "An immediate risk stands" in pearl.text and house.case(urgent).state == "open"
    say(pearl, urgent, calm, "into this")
    assert house.case(calm).state == "merged" and house.case(urgent).urgent


def test_nobody_decides_by_silence_nor_twice(house: House, pearl: Sitting, pair: tuple[str, str]) -> None:
    one, other = pair
    pearl.open(f"/cases/{one}/same/{other}")
    pearl.send({})
    assert pearl.faults() == ["Select if these are the same case", "Enter why you think so"]
    pearl.send({"choice": "into this", "why": WHY})
    preview = pearl.answer
    pearl.send({}, button="do")
    pearl.answer = preview
    pearl.send({}, button="do")
    assert "The cases are merged." in pearl.text and house.events(other).count("Merged") == 1


def test_what_changed_meanwhile_is_shown_first(house: House, pearl: Sitting, pair: tuple[str, str]) -> None:
    one, other = pair
    pearl.open(f"/cases/{one}/same/{other}")
    house.receive(reply(house.last(HEALTH, other), "SEEN"))
    pearl.send({"choice": "into this", "why": WHY})
    assert pearl.answer is not None and pearl.answer.status_code == 409 and house.case(other).state == "open"


def test_another_case_is_named_by_its_reference(house: House, pearl: Sitting, pair: tuple[str, str]) -> None:
    one, other = pair
    pearl.open(f"/cases/{one}/same")
    assert f"Hold it against {other}" in pearl.text
    assert pearl.client.get(f"/sefton/desk/cases/{one}/same?other={other}").status_code == 302
    assert pearl.client.get(f"/sefton/desk/cases/{one}/same?other=SEF-0000-0000").status_code == 422
    assert pearl.status_of(f"/cases/{one}/same/{one}") == 404


def test_the_same_is_done_at_the_command_line(house: House, parley: object, pair: tuple[str, str]) -> None:
    one, other = pair
    act(parley, other, "same-as", "--to", one, "--answer", "merge")  # type: ignore[arg-type]
    assert house.case(other).state == "merged"
    act(parley, other, "part")  # type: ignore[arg-type]
    assert house.case(other).state == "open" and house.events(other)[-1] == "Parted"
