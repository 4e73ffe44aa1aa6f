"""The answers looked over and changed; several discussions, several children; the stage that follows."""

import pytest

from service.web.second_looks import FOR_PRIVATE_USE
from tests.web.seen import hidden, problems, text, title, tree, values
from tests.web.test_raising import CHECK, RAISE, SPOKEN, sent_by
from tests.web.walking import answer, buttons, raise_up_to, send

CHILDREN, DISCUSSIONS = f"{RAISE}/children", f"{RAISE}/discussions"
EARLIER = {
    "spoken_on-day": "9", "spoken_on-month": "11", "spoken_on-year": "2026", "spoken_how": "in person",
    "spoken_who": "Ade Marsh, health visitor; Jo Field", "spoken_outcome": "A visit\r\nwas promised; none came.",
}  # fmt: skip
SISTER = {"name": "Alex; Meadow", "born-day": "1", "born-month": "2", "born-year": "2019", "status": "none"}


def press(browser, page, name, said):
    return browser.post(page.request.path, data=hidden(page) | said | name, follow_redirects=True)


def test_every_answer_has_its_way_back_and_leads_to_the_check_again(browser, notification):
    checked = raise_up_to(browser, notification)
    ways = tree(checked).xpath("//main//a[contains(@href, 'from=check')]")
    assert len(ways) > 25
    assert len({way.text_content() for way in ways}) == len(ways)
    for address in dict.fromkeys(way.get("href") for way in ways):
        changed = browser.get(address)
        assert changed.status_code == 200
        assert tree(changed).xpath("//a[@class='govuk-back-link']/@href") == [CHECK]
    form = hidden(browser.get(f"{RAISE}/spoken?from=check")) | {"spoken": "not yet"}
    assert browser.post(f"{RAISE}/spoken?from=check", data=form).headers["Location"] == CHECK


def test_what_a_changed_answer_asks_for_besides_is_asked_before_the_check(browser, edge, notification):
    raise_up_to(browser, notification)
    page = browser.get(f"{RAISE}/plan?from=check")
    asked = browser.post(
        f"{RAISE}/plan?from=check", data=hidden(page) | {"status": "looked after"}, follow_redirects=True
    )
    assert asked.request.full_path == f"{RAISE}/reviewing-officer?from=check"
    back = browser.post(f"{RAISE}/reviewing-officer?from=check", data=hidden(asked) | {"reviewing_officer": "no"})
    assert back.headers["Location"] == CHECK


def test_an_answer_that_is_not_asked_for_any_more_is_not_sent(browser, edge, notification):
    raise_up_to(browser, notification | SPOKEN | {"risk": "yes", "risk_rung": "The front door"})
    for screen, key in (("", {"risk": "no"}), ("/spoken", {"spoken": "not yet"})):
        page = browser.get(f"{RAISE}{screen}?from=check")
        browser.post(f"{RAISE}{screen}?from=check", data=hidden(page) | key)
    browser.post(CHECK, data=hidden(browser.get(CHECK)))
    assert not {"risk_rung", "spoken_on", "spoken_outcome", "spoken_before"} & set(sent_by(edge))


def test_what_is_missing_at_the_check_is_named_and_links_to_its_line(browser, edge, notification):
    raise_up_to(browser, notification, "matter")
    page = browser.get(CHECK)
    response = browser.post(CHECK, data=hidden(page))
    assert response.status_code == 422
    assert title(response).startswith("Error: Check your answers and send")
    wrong = problems(response)
    assert wrong["change-your_name"] == "Enter your full name"
    for target in wrong:
        (line,) = tree(response).xpath(f"//*[@id='{target}']")
        assert line.tag == "a"
    assert edge.acts == []


def test_several_discussions_become_the_latest_and_the_earlier_ones(browser, edge, notification):
    first = raise_up_to(browser, notification | SPOKEN, "discussions")
    spoken = {key: said for key, said in SPOKEN.items() if key != "spoken"}
    second = press(browser, first, {"then": "add"}, spoken)
    assert second.request.path == f"{DISCUSSIONS}/2"
    listed = press(browser, second, {}, EARLIER)
    assert listed.request.path == DISCUSSIONS
    assert text(listed).count("Change") == 8
    left = browser.post(DISCUSSIONS, data=hidden(listed))
    assert problems(left) == {"another": "Select yes if you need to add another discussion"}
    raise_up_to(browser, notification | SPOKEN | {"stage": "1"}, at=DISCUSSIONS)
    browser.post(CHECK, data=hidden(browser.get(CHECK)))
    answers = sent_by(edge)
    assert (answers["spoken_on"], answers["spoken_outcome"]) == ("2026-11-20", "They close it.\nWe do not.")
    [earlier] = answers.rows("spoken_before")
    assert earlier == (
        "2026-11-09", "in person", "Ade Marsh, health visitor, Jo Field", "A visit was promised, none came."
    )  # fmt: skip


def test_a_discussion_can_be_removed_and_without_any_one_must_be_added(browser, notification):
    first = raise_up_to(browser, notification | SPOKEN, "discussions")
    press(browser, first, {}, {key: said for key, said in SPOKEN.items() if key != "spoken"})
    listed = browser.get(DISCUSSIONS)
    assert "Remove Discussion 1" in buttons(listed)
    gone = browser.post(f"{DISCUSSIONS}/1/remove", data=hidden(listed), follow_redirects=True)
    assert gone.request.path == f"{DISCUSSIONS}/1" and values(gone).get("spoken_who", "") == ""
    none = browser.post(DISCUSSIONS, data=hidden(gone) | {"another": "no"})
    message = "Add at least one discussion, or go back and say you have not spoken yet"
    assert problems(none) == {"another": message}


def test_brothers_and_sisters_are_added_one_by_one(browser, edge, notification):
    page = raise_up_to(browser, notification, "child")
    assert "Save and add another child" in buttons(page)
    child = {name: said for name, said in notification.items() if name.startswith("child_")}
    another = press(browser, page, {"then": "add"}, child)
    assert another.request.path == f"{CHILDREN}/1"
    wrong = press(browser, another, {}, {"born-day": "1"})
    assert problems(wrong) == {
        "name": "Enter the full name", "born-month": "Date of birth must include a month and year",
        "status": "Enter the help or plan in place, for example child in need or not known",
    }  # fmt: skip
    listed = press(browser, wrong, {}, SISTER)
    assert listed.request.path == CHILDREN
    assert "Canary Meadow" in text(listed) and "Alex; Meadow" in text(listed)
    raise_up_to(browser, notification, at=CHILDREN)
    browser.post(CHECK, data=hidden(browser.get(CHECK)))
    assert sent_by(edge).rows("siblings") == (("Alex, Meadow", "2019-02-01", "none"),)


def test_a_child_who_cannot_be_described_yet_is_not_passed_over(browser, notification):
    page = raise_up_to(browser, notification, "child")
    wrong = press(browser, page, {"then": "add"}, {"child_name": ""})
    assert wrong.status_code == 422 and "child_name" in problems(wrong)


def test_the_ninth_discussion_has_no_room(browser, notification):
    page = raise_up_to(browser, notification | SPOKEN, "discussions")
    for _ in range(8):
        page = press(browser, page, {"then": "add"}, EARLIER)
    assert page.request.path == DISCUSSIONS
    assert browser.get(f"{DISCUSSIONS}/9").status_code == 404


@pytest.mark.parametrize("number", ["0", "3", "x"])
def test_no_entry_is_changed_that_is_not_there(number, browser, notification):
    raise_up_to(browser, notification | SPOKEN, "discussions")
    assert browser.get(f"{DISCUSSIONS}/{number}").status_code == 404


def test_the_stage_is_what_it_looks_like_and_can_be_changed(browser, edge, notification):
    page = raise_up_to(browser, notification | SPOKEN, "stage")
    assert "From what you told us this looks like Stage 2." in text(page)
    assert tree(page).xpath("//input[@checked]") == []
    wrong = answer(browser, page, {"stage": "2"})
    assert set(problems(wrong)) == {"lead_name", "lead_email"}
    assert answer(browser, wrong, {"stage": "unsure"}).request.path == f"{RAISE}/child"


def test_without_a_talk_it_begins_at_the_first_stage_unless_they_say_otherwise(browser, edge, notification):
    checked = raise_up_to(browser, notification)
    assert "Which stage are you at? Stage 1: between practitioners" in text(checked)
    page = browser.get(f"{RAISE}/stage?from=check")
    lead = {"stage": "2", "lead_name": "Rowan Samphire", "lead_email": "rowan@northfield.example"}
    browser.post(f"{RAISE}/stage?from=check", data=hidden(page) | lead)
    browser.post(CHECK, data=hidden(browser.get(CHECK)))
    assert (sent_by(edge)["stage"], sent_by(edge)["lead_name"]) == ("2", "Rowan Samphire")


def test_who_has_not_spoken_is_told_to_speak_first_and_can_carry_on(browser, notification):
    page = raise_up_to(browser, notification | {"their_phone": "01632 960 777"}, "talk-first")
    assert "01632 960 777" in text(page)
    assert buttons(page) == ["Carry on anyway", "Save and come back later"]
    assert answer(browser, page, {}).request.path == f"{RAISE}/child"


def test_an_address_for_private_use_is_asked_about_once_and_taken(browser, edge, notification):
    private = notification | {"your_email": f"jo.harker@{sorted(FOR_PRIVATE_USE)[0].title()}"}
    page = raise_up_to(browser, private, "work-address")
    assert f"{private['your_email']}, which looks like an address for private use" in text(page)
    assert answer(browser, page, {}).request.path == f"{RAISE}/your-agency"
    assert send(browser, private).status_code == 200
    assert sent_by(edge)["your_email"] == private["your_email"]


@pytest.mark.parametrize(("day", "next_screen"), [("23", "of-age"), ("24", "plan")])
def test_who_turns_18_today_is_asked_about_and_who_does_tomorrow_is_not(browser, notification, day, next_screen):
    born = {"child_born-day": day, "child_born-month": "nov", "child_born-year": "2008"}
    page = raise_up_to(browser, {**notification, **born}, "(of-age|plan)")
    assert page.request.path == f"{RAISE}/{next_screen}"
    assert raise_up_to(browser, {**notification, **born}).request.path == CHECK


def test_who_will_see_it_is_said_before_it_is_sent(browser, notification):
    said = text(raise_up_to(browser, notification))
    assert "safeguarding representatives of Northfield Primary School and Sefton Children’s Services" in said
    assert "not the child’s name" in said


def test_the_way_back_leads_through_the_screens_as_they_were_shown(browser, notification):
    page, way = raise_up_to(browser, notification), []
    while page.request.path != "/sefton/":
        [back] = tree(page).xpath("//a[@class='govuk-back-link']/@href")
        way.append(back.rpartition("/")[2])
        page = browser.get(back)
    shown = ["further", "disagreement", "plan", "child", "talk-first", "spoken", "other-agency", "about-you", "matter",
             "raise", ""]  # fmt: skip
    assert way == shown


def test_an_area_that_is_not_covered_is_told_where_to_turn(browser, edge, notification):
    edge.choices = edge.choices.__class__(
        **{**vars(edge.choices), "areas": (*edge.choices.areas, edge.choices.areas[0].__class__("bootle", "Bootle"))}
    )
    page = raise_up_to(browser, notification | {"area": "elsewhere"}, "elsewhere")
    assert "We do not cover that area" in text(page) and "Exampleshire Children Board" in text(page)
    assert send(browser, notification).status_code == 200
    assert sent_by(edge)["area"] == "sefton"
