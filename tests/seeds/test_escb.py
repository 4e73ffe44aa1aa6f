"""The ESCB's policy: what may be disagreed about, and how it goes up the line, with no clock."""

import re
from uuid import uuid4

import pytest

from forms import NotificationForm, StageOutcomeForm
from service.app import create_app
from tests.house.tree import README
from tests.seeds.merseyside import behind, kept, owed, page, says, screen, told
from tests.seeds.others import (
    CONCERN,
    ESCB,
    NOT_SETTLED,
    SETTLED,
    filled,
    raised,
    written_up,
)
from tests.web.seen import text
from tests.web.walking import answer

RAISER, OURS = ESCB.raiser, "Slatefield High School"
OUR_MANAGER, THEIR_PRACTITIONER = "flint.moraine@slatefield-high.example", "granite.duty.desk@granite-health.example"


@pytest.fixture
def reference(house):
    """A case between the people who disagree."""
    return raised(house, ESCB)


def about(house, kind):
    """What the other agency is told that it is about, once the form has taken it."""
    raised(house, ESCB, type=kind)
    return re.search(r"What it is about: (.+)", house.last(THEIR_PRACTITIONER, "Talk first").get_content())[1].strip()


def test_ESC_01_settling_problems_is_part_of_the_work_and_only_an_unsettled_one_does_harm(house):
    said = "Settling problems is part of working together: a disagreement does harm only where it is not settled"
    assert said in text(page(house, "/escb/"))


def test_ESC_02_the_four_likely_areas_can_be_chosen(house):
    assert about(house, "threshold") == "Thresholds"
    assert about(house, "roles") == "Roles and responsibilities"
    assert about(house, "action") == "The need for action, or an agreed action not completed"
    assert about(house, "communication") == "Communication"


def test_ESC_03_closing_involvement_can_be_chosen(house):
    assert about(house, "decision") == "A course of action, such as closing involvement"


def test_ESC_04_an_agreed_action_that_was_not_completed_can_be_chosen(house):
    assert about(house, "action").endswith("an agreed action not completed")


def test_ESC_05_the_plan_or_who_should_be_involved_can_be_chosen(house):
    assert about(house, "plan") == "The plan, or who needs to be involved in it"


def test_ESC_06_a_conference_that_was_asked_for_and_refused_can_be_chosen(house):
    assert about(house, "conference") == "A child protection conference asked for and refused"


def test_ESC_07_every_answer_asks_after_the_risk(house, reference):
    assert "The child is at immediate risk" in dict(behind(house, THEIR_PRACTITIONER, "Talk first").choices).values()
    faults = StageOutcomeForm.read({"outcome": "resolved"}, house.pages.outcome_choices("escb"))
    assert "Select if the risk to the child has changed" in [fault.message for fault in faults]


def test_ESC_09_that_guidance_should_change_is_an_answer(house, reference):
    learned = {"learned": "Nobody knew the protocol.", "guidance_change": "yes"}
    assert written_up(house, ESCB, reference, RAISER, **SETTLED, **learned)["guidance_change"] == "yes"


def test_ESC_10_no_stage_is_written_up_as_unsettled_without_the_risk_since_the_last_one(house):
    told = {**NOT_SETTLED, "reference": "ESC-4T9K-2MC2", "your_name": "Jo Field", "your_email": RAISER}
    [fault] = StageOutcomeForm.read(told, house.pages.outcome_choices("escb"))
    assert fault.message == "Select if the risk to the child has changed"


def test_ESC_11_there_is_no_deadline_and_a_reminder_to_look_never_says_late(house, reference):
    house.turn(days=10)
    assert house.to(RAISER, "where does this stand?")
    assert not [mail for mail in house.out if re.search(r"\blate\b by|was due", f"{mail['Subject']}")]


def test_ESC_12_it_takes_ten_screens_to_raise_one_and_one_word_to_answer_it(house):
    browser = create_app(house.pages).test_client()
    screens = [browser.get("/escb/raise")]
    while "sent" not in screens[-1].request.path:
        screens.append(answer(browser, screens[-1], filled(ESCB)))
    assert "Disagreement sent" in text(screens[-1]) and len(screens) <= 11
    says(house, THEIR_PRACTITIONER, "SEEN")
    [case] = house.all_cases()
    assert house.events(case.reference) == ["Notified", "Acknowledged"]


def test_ESC_13_conduct_is_shown_the_designated_officer_and_whistleblowing_and_goes_to_nobody(house):
    said = text(screen(house, "escb", "instead", type="exit conduct"))
    assert "(LADO)" in said and "whistleblowing" in said and "Nothing was sent" in said
    assert house.all_cases() == []


def test_ESC_14_the_chart_speaks_of_a_referral_and_the_wider_text_is_followed(parley):
    _, said, _ = parley("check", "--explain", "escb")
    assert "trigger [19-45, 191-193]: “a decision or response from any agency following a referral (chart)”" in said
    assert "is read as: The wider text of 1.3 applies: no referral is needed." in said


def test_ESC_15_a_welfare_concern_below_every_threshold_is_taken(house):
    reference = raised(house, ESCB, status="none")
    assert reference in house.last(THEIR_PRACTITIONER, "Talk first")["Subject"]


def test_ESC_16_the_form_asks_what_is_disagreed_about_and_why_it_matters_for_the_child(house):
    offered = house.pages.notification_choices("escb")
    faults = NotificationForm.read(filled(ESCB, decision="", reasons=""), offered)
    asked_for = ["Enter the decision or action you disagree with", "Enter why you disagree"]
    assert [fault.message for fault in faults] == asked_for


def test_ESC_18_talking_it_over_with_a_colleague_first_is_suggested_and_no_task(house, parley, reference):
    assert "Talking it over with a colleague first can help" in text(screen(house, "escb", "spoken", **ESCB.form))
    assert not [duty for duty in owed(parley, reference).values() if "colleague" in duty["do"]]


def test_ESC_19_the_people_who_disagree_try_to_settle_it_first(parley, reference):
    talk = owed(parley, reference)["1.talk"]
    assert (talk["who"], talk["agencies"]) == ("originating/practitioner", [OURS])


def test_ESC_20_at_an_immediate_risk_the_first_talk_is_left_out(parley):
    _, said, _ = parley("simulate", "escb", "--from", CONCERN, "--urgent")
    stages = [line.split()[0] for line in said.splitlines() if re.match(r"\d ", line)]
    assert stages[0] == "2" and "1" not in stages


def test_ESC_21_nobody_has_to_pursue_it_unsupported(house):
    id = uuid4().hex
    raised(house, ESCB, "2", id=id, supporter="Onyx Boulder, year head")
    assert kept(house, id)[1]["supporter"] == "Onyx Boulder, year head"
    assert "support them" in told(house, OUR_MANAGER, "colleague")


def test_ESC_45_what_makes_disagreements_fewer_is_left_to_people_and_the_readme_says_so():
    assert "clear roles, and forums where agencies air what does not work" in README
