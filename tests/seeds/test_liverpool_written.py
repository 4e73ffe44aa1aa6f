"""What Liverpool asks to be said and considered on the way: on the form, behind the link, and beside the procedure."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from forms.stage_outcome import StageOutcomeForm
from tests.intake.house import reply
from tests.seeds.merseyside import (
    AGREED,
    COORDINATOR,
    HEAD,
    LEAD,
    NAMED_NURSE,
    NOT_AGREED,
    SCHOOL,
    SCHOOLS_OFFICER,
    SERVICES,
    SPECIALIST,
    TEACHER,
    behind,
    chooses,
    log,
    owed,
    page,
    raised,
    reads,
    screen,
    settle,
    simulated,
    stored,
    told,
    writes_up,
)
from tests.web.seen import text

TEAM_MANAGER = "poppy.skylight@liverpool-children.example"


def test_LIV_03_what_is_challenged_may_be_a_groups_and_goes_to_whoever_answers_for_it(house):
    asked = text(screen(house, "liverpool", "other-agency"))
    assert "group, conference or panel" in asked
    reference = raised(house, at=SERVICES, their_group="The child protection conference of 20 November")
    assert reference in house.last(TEAM_MANAGER, "Talk first")["Subject"]
    assert "The child protection conference of 20 November" in reads(house, TEAM_MANAGER)


def test_LIV_05_the_risk_is_asked_before_all_else_by_the_form_and_behind_the_link(house):
    assert "immediate risk" in text(page(house, "/liverpool/raise"))
    assert StageOutcomeForm.parts[0].keys[0] == "risk"
    raised(house)
    for reader in (HEAD, SPECIALIST):
        assert behind(house, reader, "NOT RESOLVED").choices[0] == ("risk", "The child is at immediate risk")


def test_LIV_05_a_risk_said_behind_the_link_alerts_at_once(house):
    reference = raised(house)
    chooses(house, SPECIALIST, "risk", "NOT RESOLVED")
    assert stored(house, reference).risk.value == "standing"
    assert reference in told(house, COORDINATOR, "act today")


def test_LIV_08_the_receiving_side_says_whether_it_reviewed_its_decision_and_why(house):
    reference = raised(house)
    reviewed = {"decision_reviewed": "partly", "decision_why": "One of the two visits is owed."}
    writes_up(house, reference, SPECIALIST, **AGREED | reviewed)
    for reader in (SPECIALIST, HEAD):
        assert {"Yes, and we change part of it", "One of the two visits is owed."} <= set(reads(house, reader))


def test_LIV_08_a_review_without_its_reasons_is_not_taken(house):
    given = {"reference": raised(house), "risk": "no change", "your_name": "Jo", "your_email": SPECIALIST}
    faults = StageOutcomeForm.read(
        AGREED | given | {"decision_reviewed": "kept"}, house.pages.outcome_choices("liverpool")
    )
    assert "Enter the reasons for keeping or changing the decision" in [fault.message for fault in faults]


def test_LIV_09_the_worker_who_is_not_satisfied_says_so_and_the_question_is_open_again(house):
    reference = raised(house, "2")
    settle(house, SCHOOLS_OFFICER, NAMED_NURSE)
    assert house.case(reference).state == "resolved"
    assert "Are you still concerned about the child?" in told(house, TEACHER, "Both sides agree")
    chooses(house, TEACHER, "I am still concerned", "Both sides agree")
    assert house.case(reference).state == "open"
    assert reference in told(house, COORDINATOR, "they are still concerned")


def test_LIV_23_a_complaint_is_shown_where_to_turn_and_nothing_is_sent(house):
    assert "A complaint" in text(screen(house, "liverpool", "matter"))
    left = screen(house, "liverpool", "instead", type="exit complaint")
    assert "This procedure does not replace your agency's complaints process." in text(left)
    assert house.all_cases() == [] and house.sent() == []


def test_LIV_27_what_the_workers_do_not_settle_goes_to_their_managers_and_stays_open_on_the_log(house, parley):
    reference = raised(house)
    chooses(house, LEAD, "not_resolved", "Speak with the other worker", "They will not visit.")
    needed = owed(parley, reference)
    assert house.case(reference).stage == "1"
    assert "1.act" not in needed and {"1.escalate", "1.managers-talk"} <= needed.keys()
    assert house.to(HEAD, "- Talk with your counterpart")
    assert [row["outcome"] for row in log(parley, SCHOOL)] == ["Still open"]


def test_LIV_27_the_worker_may_say_so_by_mail_and_is_told_what_it_did(house):
    reference = raised(house)
    house.receive(reply(house.last(LEAD, "Speak with the other worker"), "NOT RESOLVED"))
    assert house.case(reference).stage == "1"
    assert "your own attempt has not settled it" in told(house, LEAD, "UNDO")


@pytest.mark.parametrize(
    ("said", "due"), [("10:00", "2026-11-24T10:00"), ("2.30pm", "2026-11-24T14:30"), ("", "2026-11-24T09:00")]
)
def test_LIV_28_the_form_asks_the_time_of_the_concern_and_twenty_four_hours_run_from_it(house, parley, said, due):
    house.moment.now = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    reference = raised(house, concern_at=said, **{"concern_on-day": "23"})
    assert owed(parley, reference)["1.act"]["due"].startswith(due)
    assert simulated(parley, "liverpool", "1 act") == "Tue 24 Nov 2026 10:00"


def test_LIV_29_the_receipt_its_page_and_the_first_mail_say_to_act_at_once(house):
    at_once = "Act immediately if harm is known or suspected."
    id = str(uuid4())
    raised(house, id=id)
    assert at_once in text(page(house, f"/liverpool/sent/{id}"))
    for reader in (TEACHER, LEAD, SPECIALIST):
        assert at_once in " ".join(house.to(reader)[0].get_content().split())


def test_LIV_32_the_managers_say_whether_a_professionals_meeting_is_needed_and_why(house, parley):
    reference = raised(house)
    chooses(house, LEAD, "Done: Speak with the other worker, by telephone or face to face")
    why = {"professionals_meeting": "not needed", "professionals_meeting_why": "Two agencies only."}
    writes_up(house, reference, HEAD, **AGREED | why)
    assert "1.professionals-meeting" not in owed(parley, reference)
    assert stored(house, reference).duty("1.professionals-meeting").standing.value == "considered, not needed"
    assert "Two agencies only." in reads(house, SPECIALIST)


def test_LIV_33_each_side_states_the_problem_and_its_aim(house):
    reference = raised(house)
    view = {"your_view": "The visits are a burden on the family.", "your_aim": "One visit a month."}
    writes_up(house, reference, SPECIALIST, **NOT_AGREED | view)
    assert set(view.values()) <= set(reads(house, HEAD))


def test_LIV_39_a_representative_may_advise_and_the_case_stays_where_it_is(house, parley):
    reference = raised(house, "2")
    chooses(house, SCHOOLS_OFFICER, "Done: I advised the line manager, who carries on", "NOT RESOLVED")
    assert stored(house, reference).duty("2.talk").answer == "I advised the line manager, who carries on"
    assert owed(parley, reference)["2.carry-on"]["who"] == "originating/manager"
    assert "Carry on with your counterpart" in told(house, HEAD, reference)


def test_LIV_45_an_immediate_risk_judged_with_childrens_services_reaches_their_service_manager_today(house, parley):
    reference = raised(house, "2", at=SERVICES, further_service="Assessment")
    said = NOT_AGREED | {"risk": "immediate", "further_levels_of_need_reviewed": "yes"}
    writes_up(house, reference, SCHOOLS_OFFICER, **said)
    service_manager = "elder.turret@liverpool-children.example"
    asked = told(house, service_manager, "judges that a child is at immediate risk")
    assert reference in asked and "Ring them now." in asked
    needed = owed(parley, reference)["urgent.service-managers"]
    assert needed["due"].startswith("2026-11-25T17:00")
