"""Liverpool's principles and its list of disagreements: what a page offers, and what its mails say."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from service.escalation.case import Case
from service.mail.sending.templates import kinds, render
from tests.escalation.stories import PROCEDURES, at
from tests.escalation.test_properties import an_event, notified, play, somebody_owes_something
from tests.intake.desk import UMBER, act
from tests.mail.mail_values import EVERYTHING
from tests.seeds.merseyside import (
    HEAD,
    IRO,
    NAMED_NURSE,
    SCHOOLS_OFFICER,
    SPECIALIST,
    chooses,
    kept,
    move_up,
    owed,
    page,
    raised,
    screen,
    settle,
    simulated,
    stored,
    told,
)
from tests.web.seen import text

OF_A_FIGHT = re.compile(r"complainant|against(?! our directory)|breach", re.I)
OF_RANK = re.compile(r"\b(?:junior|subordinates?|superiors?|inferior|seniority|rank|boss|hierarchy)\b", re.I)
SCREENS = ("raise", "act-today", "matter", "about-you", "other-agency", "spoken", "stage", "child", "plan",
           "disagreement", "check")  # fmt: skip


def test_LIV_01_challenge_is_good_practice_and_no_page_or_mail_speaks_of_a_fight(house):
    assert "good safeguarding practice, and no criticism of anyone" in text(page(house, "/liverpool/"))
    pages = [text(page(house, f"/liverpool/{address}")) for address in ("", "outcome")]
    pages += [text(screen(house, "liverpool", key, risk="yes")) for key in SCREENS]
    mails = [" ".join(render(kind, EVERYTHING)) for kind in kinds()]
    assert [found for words in (*pages, *mails) if (found := OF_A_FIGHT.search(words))] == []


@settings(max_examples=30, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=some.data())
def test_LIV_02_whatever_happens_somebody_owes_something_until_it_is_closed(data):
    liverpool, now = PROCEDURES["liverpool"], at("2026-04-01 10:00")
    case, _ = play(Case(liverpool), data.draw(notified(liverpool)))
    for _ in range(data.draw(some.integers(1, 18))):
        now += timedelta(hours=data.draw(some.sampled_from((0, 5, 24, 200))))
        case, _ = play(case, an_event(data.draw, case, now, None))
        somebody_owes_something(case)


def test_LIV_02_no_case_leaves_the_coordinators_list_before_it_is_closed(house, parley):
    settled = raised(house)
    settle(house, HEAD, SPECIALIST)
    waiting = raised(house)
    listed = parley("case", "list")[1]
    assert re.search(rf"{waiting} +liverpool +open ", listed)
    assert re.search(rf"{settled} +liverpool +resolved ", listed)


@pytest.mark.parametrize(("stage", "ours", "theirs"), [("1", HEAD, SPECIALIST), ("2", SCHOOLS_OFFICER, NAMED_NURSE)])
def test_LIV_04_two_mails_settle_it_and_it_may_close_before_its_date(house, parley, stage, ours, theirs):
    reference = raised(house, stage)
    settle(house, ours, theirs)
    assert house.case(reference).state == "resolved"
    chooses(house, ours, f"feedback:{stage}.feedback", "give feedback")
    act(parley, reference, "close", name=UMBER)
    closed = stored(house, reference)
    assert closed.state == "closed"
    assert closed.moments["closed"] < closed.duty(f"{stage}.conclude").deadline.at


def test_LIV_06_what_is_needed_now_names_one_role_for_each_task(house, parley):
    reference = raised(house)
    move_up(house, reference, "3")
    needed = owed(parley, reference)
    assert needed["3.conclude"]["who"] == "originating/board_representative"
    assert [duty for duty in needed.values() if not duty["do"] or " or " in duty["who"]] == []


def test_LIV_07_mails_name_role_and_agency_and_never_anybodys_rank(house):
    move_up(house, raised(house), "4")
    asked = told(house, NAMED_NURSE, "NOT RESOLVED")
    assert "You have this as Named Nurse, Vermilion Hospitals Trust." in asked
    assert "Senior School Improvement Officer, Safeguarding, Cobalt Street Primary School: 01632 960156" in asked
    assert [found for sent in house.out if (found := OF_RANK.search(sent.get_content()))] == []


def about(house, kind, **more):
    """What the other agency is told a disagreement of that kind is about, once the form has taken it."""
    raised(house, type=kind, **more)
    found = re.search(r"What it is about: (.+)", house.last(SPECIALIST, "Talk first").get_content())
    assert found
    return found[1].rstrip()


def test_LIV_10_the_three_likely_areas_can_be_chosen(house):
    assert about(house, "level_of_need") == "Levels of need and intervention"
    assert about(house, "roles") == "Roles and responsibilities"
    assert about(house, "communication") == "The need for action or communication"


def test_LIV_11_a_threshold_at_referral_can_be_chosen_and_is_counted(house):
    assert about(house, "threshold") == "Thresholds at the point of referral"
    cases = [stored(house, raised(house, type=kind)) for kind in ("threshold", "drift", "threshold")]
    assert Counter(case.facts["type"] for case in cases) == {"threshold": 2, "drift": 1}


def test_LIV_12_action_or_inaction_on_a_child_or_family_member_can_be_chosen(house):
    assert about(house, "practice") == "Another professional's action or inaction, on a child or family member"


def test_LIV_13_a_decision_to_hold_a_conference_or_close_a_case_can_be_chosen(house):
    assert about(house, "decision") == "A decision or course of action: a conference, closing a case"


def test_LIV_14_dissent_at_a_conference_can_be_chosen_and_the_reviewing_officer_is_told(house):
    on_a_plan = {"status": "child protection plan", "reviewing_officer": "no"}
    assert about(house, "conference_dissent", **on_a_plan) == (
        "Dissent at or from a child protection conference, or over a plan"
    )
    assert "You have nothing to decide." in told(house, IRO, "Dissent at or from a child protection conference")


def test_LIV_15_information_sharing_can_be_chosen(house):
    assert about(house, "information") == "Information sharing"


def test_LIV_16_an_assessment_analysis_or_joint_decision_can_be_chosen(house):
    assert about(house, "assessment") == "An assessment, analysis or joint decision"


def test_LIV_17_the_provision_of_services_can_be_chosen(house):
    assert about(house, "services") == "Provision of services"


def test_LIV_18_drift_or_unreasonable_delay_can_be_chosen(house):
    assert about(house, "drift") == "Drift or unreasonable delay"


def test_LIV_19_how_procedures_are_operated_can_be_chosen(house):
    assert about(house, "operation") == "How child protection procedures are operated"


def test_LIV_20_something_else_goes_through_with_its_own_words(house):
    id = uuid4().hex
    reference = raised(house, id=id, type="other", type_other="Who tells the family")
    assert kept(house, id)[1]["type_other"] == "Who tells the family"
    assert reference in house.last(SPECIALIST, "Talk first")["Subject"]


def test_LIV_21_an_immediate_risk_is_escalated_the_same_working_day(parley):
    due = simulated(parley, "liverpool", "urgent escalate", "--urgent", since="2026-12-24T09:15")
    assert due == "Thu 24 Dec 2026 17:00"


def test_LIV_21_out_of_hours_it_is_due_now_and_never_on_monday(house, parley):
    friday_evening = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
    house.moment.now = friday_evening
    needed = owed(parley, raised(house, risk="yes"))
    due = datetime.fromisoformat(needed["urgent.escalate"]["due"])
    assert due.replace(microsecond=0) == friday_evening
    assert "Out of hours: 01632 960152" in told(house, SPECIALIST, "Ring now")
    assert "01632 960152" in text(screen(house, "liverpool", "act-today", risk="yes"))


def test_LIV_22_raising_it_needs_no_proof_and_is_acknowledged_at_once(house):
    unproven = "misty.hoarding@at-home.example"
    reference = raised(house, your_email=unproven)
    assert reference in house.last(unproven, "we have your disagreement")["Subject"]
