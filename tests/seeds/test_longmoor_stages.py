"""Longmoor's school policy: inside first and then outside, by its own stages, with its report and its log."""

import json

import pytest

from forms import Answers, ResolutionReportForm
from service.escalation.calendar import local_day
from service.escalation.events import NotResolved
from tests.escalation.stories import HERE, at, opened
from tests.intake.desk import UMBER, act, refused
from tests.seeds.merseyside import owed, shown, told
from tests.seeds.others import LONGMOOR, chooses, confirms, load, raised, reads, simulated

RAISER, DSL, DEPUTY = (
    LONGMOOR.raiser, "bracken.moorhen@longmoor-primary.example", "heath.gorsebush@longmoor-primary.example",
)  # fmt: skip
OUR_REPRESENTATIVE = "curlew.cottongrass@longmoor-primary.example"
SOCIAL_WORKER, THEIR_LEAD = "duty.social.worker@liverpool-children.example", "cedar.lychgate@liverpool-children.example"
SERVICE_MANAGER = "heather.belfry@liverpool-children.example"
STRATEGIC_LEAD = "magnolia.frieze@liverpool-children.example"
BUSINESS_MANAGER, ADMINISTRATOR = (
    "indigo.theodolite@liverpool-partnership.example", "saffron.inkwell@liverpool-partnership.example",
)  # fmt: skip
EXECUTIVE_GROUP, CHAIR = (
    "executive.group.of.liverpool@liverpool-partnership.example", "auburn.planisphere@liverpool-partnership.example",
)  # fmt: skip
SCHOOL, SERVICES = "Longmoor Community Primary School", "Children's Services (demo)"


def at_stage(house, parley, stage, **changed):
    """A case that was not settled before that stage."""
    reference = raised(house, LONGMOOR, **changed)
    while house.case(reference).stage != stage:
        act(parley, reference, "move", name=UMBER)
        house.sent()
    return reference


@pytest.mark.parametrize("kind", ["referral_refused", "plan_progress", "conference"])
def test_LON_44_every_type_goes_inside_first_and_then_outside(house, parley, kind):
    reference = at_stage(house, parley, "2", type=kind)
    assert house.to(DSL, reference) and not house.to(EXECUTIVE_GROUP)
    act(parley, reference, "move", name=UMBER)
    assert house.to(EXECUTIVE_GROUP, reference) and house.to(OUR_REPRESENTATIVE, reference)


def test_LON_45_what_staff_raise_goes_to_the_lead(house, parley):
    reference = at_stage(house, parley, "2")
    assert reference in house.last(DSL, "A colleague at your agency has raised a disagreement.")["Subject"]
    assert not house.to(DEPUTY)


def test_LON_46_the_safeguarding_team_discusses_it_before_anybody_decides(house, parley):
    reference = at_stage(house, parley, "2")
    assert owed(parley, reference)["2.team"]["with"] == "safeguarding team"
    chooses(house, DSL, "Done: Discuss it in the safeguarding leadership team", "colleague", "On 26 November.")
    assert "2.team" not in owed(parley, reference)


def ticked(house, parley, record):
    """The school's people tick that record of stage 2, once it has ended; what is then on file of it."""
    reference = at_stage(house, parley, "3")
    chooses(house, DSL, f"It is on file: {record}", "this has moved on")
    return [(one["stage"], one["agency"]) for one in shown(parley, reference)["on_file"]
            if one["record"] == record and one["kept"]]  # fmt: skip


def test_LON_47_the_leadership_supervision_minutes_are_ticked(house, parley):
    assert ticked(house, parley, "Leadership Supervision minutes") == [("2", SCHOOL)]


def test_LON_48_the_childs_safeguarding_file_is_ticked_at_each_stage(house, parley):
    assert ticked(house, parley, "child's safeguarding file") == [("2", SCHOOL)]
    chooses(house, RAISER, "It is on file: child's safeguarding file", "this has moved on")
    reference = house.all_cases()[0].reference
    stages = {one["stage"] for one in shown(parley, reference)["on_file"] if one["kept"]}
    assert stages == {"1", "2"}


def test_LON_49_outside_the_report_of_the_childs_own_area_is_asked_for(house, parley):
    at_stage(house, parley, "3")
    asked = told(house, DSL, "a report is needed")
    assert "Appendix ii, report to LSCB: multi-agency resolution levels 3 and 4" in asked
    assert "/liverpool/report" in asked


def test_LON_50_internal_in_the_text_and_across_agencies_on_the_flow_page_are_read_as_both(parley):
    _, said, _ = parley("check", "--explain", "longmoor")
    assert "internal [107-111, 146-148]" in said
    assert "is read as: Both: the lead first discusses it inside the school, then with the counterpart." in said


def the_log(parley):
    """The school's log, a row a case."""
    asked = ("log", "liverpool", "--agency", SCHOOL, "--as", UMBER, "--why", "Oversight.", "--json")
    status, said, why_not = parley(*asked)
    assert status == 0, why_not
    return json.loads(said)


def test_LON_51_the_schools_log_lists_the_cases_that_went_to_the_board_with_concern_and_outcome(house, parley):
    at_stage(house, parley, "3")
    [row] = the_log(parley)
    assert (row["stage"], row["outcome"]) == ("3", "Still open")
    assert row["concern"] == "Children's services did not accept a referral"


def test_LON_24_the_service_manager_is_written_to_and_opens_by_code_what_was_said(house, parley):
    reference = at_stage(house, parley, "2")
    assert not house.to(SERVICE_MANAGER)
    chooses(house, DSL, "Not agreed with team leader", "colleague", "The bruises were not looked at again.")
    written_to = house.last(SERVICE_MANAGER, "The procedure puts it to you in writing now")
    assert reference in written_to["Subject"] and "bruises" not in written_to.get_content()
    assert "The bruises were not looked at again." in reads(house, SERVICE_MANAGER)
    assert owed(parley, reference)["2.ladder"]["with"] == "service manager"


def test_LON_52_those_involved_hear_of_every_move(house, parley):
    at_stage(house, parley, "4")
    assert len(house.to(RAISER, "what has happened")) == 3
    for reader in (DSL, THEIR_LEAD):
        assert len(house.to(reader, "this has moved on")) == 2


def test_LON_53_the_log_has_the_cases_of_stage_2_as_well(house, parley):
    at_stage(house, parley, "2")
    assert [row["stage"] for row in the_log(parley)] == ["2"]


REPORT = {
    "child_name": "Zebedee Quill", "escalated_name": "Ling Heathland", "escalated_agency": SCHOOL,
    "level_of_need": "section 17", "details": "A referral is taken.", "met_on": "25 11 2026", "method": "mediator",
    "resolved_at": "3", "lessons": "nothing new", "completed_by": "Bracken Moorhen", "completed_on": "25 11 2026",
    "your_email": DSL,
}  # fmt: skip


def reported(house, reference):
    """The safeguarding lead completes the report on the page, and confirms it by the link."""
    answers = ResolutionReportForm.read(REPORT | {"reference": reference}, house.pages.report_choices("liverpool"))
    assert isinstance(answers, Answers), [fault.message for fault in answers]
    house.pages.submit_report("liverpool", "the report", answers)
    confirms(house, DSL)


def test_LON_54_the_report_reaches_the_administrator_of_the_right_board(house, parley):
    reference = at_stage(house, parley, "3")
    reported(house, reference)
    assert reference in house.last(ADMINISTRATOR, "it has been completed")["Subject"]


def test_LON_55_the_workers_try_first(house, parley):
    concluded = owed(parley, raised(house, LONGMOOR))["1.conclude"]
    assert (concluded["who"], concluded["agencies"]) == ("originating/practitioner", [SCHOOL])
    assert house.to(SOCIAL_WORKER, "Talk first") and not house.to(DSL)


def test_LON_56_on_the_day_of_the_disagreement(parley):
    assert simulated(parley, "longmoor")["1 conclude"] == "Mon 23 Nov 17:00"


def test_LON_57_each_professional_must_refer_it_to_their_own_lead(house, parley):
    needed = owed(parley, at_stage(house, parley, "2"))
    assert (needed["2.refer@o"]["agencies"], needed["2.refer@r1"]["agencies"]) == ([SCHOOL], [SERVICES])


def test_LON_58_the_deputy_has_it_while_the_lead_is_away_and_is_told_why(house, parley, tmp_path):
    here = "Designated Safeguarding Lead,,Bracken Moorhen,bracken.moorhen@longmoor-primary.example,01632 960301,L1,,,,"
    load(parley, tmp_path, LONGMOOR, {here + ",,,": here + "2026-11-01,2026-12-31,,"})
    at_stage(house, parley, "2")
    said = told(house, DEPUTY, "colleague")
    whom = "Bracken Moorhen, Designated Safeguarding Lead, Longmoor Community Primary School"
    assert f"You stand in for: {whom} They are away" in said
    assert not house.to(DSL)


def test_LON_59_stages_2_and_3_share_one_working_week(parley):
    due = simulated(parley, "longmoor")
    assert due["2 conclude"] == due["3 conclude"] == "Mon 30 Nov 17:00"


def test_LON_59_a_late_stage_2_leaves_less_for_stage_3():
    story = opened("longmoor", when="2026-11-23 10:00", facts={"type": "referral_refused"})
    for stage, when in (("1", "2026-11-23 16:00"), ("2", "2026-11-27 16:00")):
        story.then(NotResolved(at(when), HERE, stage))
    assert f"{local_day(story.due('3.conclude')):%a %d %b}" == "Mon 30 Nov"


def test_LON_60_the_same_day_where_the_lead_sees_an_immediate_risk(parley):
    due = simulated(parley, "longmoor", "--urgent")
    assert {due["2 conclude"], due["3 conclude"]} == {"Mon 23 Nov 17:00"}


def test_LON_61_a_lead_who_has_reviewed_the_levels_of_need_and_sees_a_risk_reaches_the_strategic_leads(house, parley):
    reference = raised(house, LONGMOOR, "2", further_levels_of_need_reviewed="yes")
    assert not house.to(STRATEGIC_LEAD)
    chooses(house, DSL, "The child is at immediate risk", "colleague")
    assert "still sees an immediate risk" in told(house, STRATEGIC_LEAD, reference)
    assert owed(parley, reference)["urgent.strategic-leads"]["due"].startswith("2026-11-25T17:00")


def test_LON_62_the_board_representative_is_asked_to_settle_it(house, parley):
    reference = at_stage(house, parley, "3")
    assert "Try to settle what the safeguarding lead could not" in told(house, OUR_REPRESENTATIVE, reference)


def test_LON_63_then_a_mediator_is_named_for_a_meeting_of_the_representatives(house, parley):
    reference = at_stage(house, parley, "3")
    chooses(house, DSL, "Done: Refer it to your LSCB representative", "NOT RESOLVED")
    assert "Name the partner representative who will mediate" in told(house, BUSINESS_MANAGER, "your part in this")
    assert "Meet with the partner representative" in told(house, OUR_REPRESENTATIVE, "partner representative")
    assert owed(parley, reference)["3.meeting"]["who"] == "originating/board_representative"


def test_LON_64_nothing_resolved_outside_is_closed_before_the_report_has_come(house, parley):
    reference = at_stage(house, parley, "3")
    for side in ("o", "r1"):
        act(parley, reference, "resolved", "--for", side, name=UMBER)
    for stage in ("1", "2", "3"):
        act(parley, reference, "feedback", "--duty", f"{stage}.feedback", name=UMBER)
    assert refused(parley, reference, "close", name=UMBER).strip().endswith("these are owed: 3.report.")
    reported(house, reference)
    act(parley, reference, "close", name=UMBER)
    assert house.case(reference).state == "closed"


def test_LON_66_the_business_manager_refers_it_to_the_boards_chair(house, parley):
    reference = at_stage(house, parley, "4")
    assert reference in house.last(CHAIR, "The procedure brings this disagreement to you.")["Subject"]
    assert owed(parley, reference)["4.refer"]["who"] == "business_manager"


def test_LON_67_the_executive_group_hears_at_3_and_at_4_and_nothing_of_the_child(house, parley):
    at_stage(house, parley, "4")
    notices = house.to(EXECUTIVE_GROUP)
    assert len(notices) == 2
    assert not [mail for mail in notices if "Zebedee" in mail.get_content() or "Z.Q." in mail.get_content()]


def test_LON_68_the_chair_settles_it_the_same_day(parley):
    assert simulated(parley, "longmoor")["4 conclude"] == "Tue 01 Dec 17:00"


def test_LON_69_what_is_resolved_at_3_is_shared_with_the_board(house, parley):
    reference = at_stage(house, parley, "3")
    reported(house, reference)
    assert "report" in {paper["kind"] for paper in shown(parley, reference)["written"]}
