"""Longmoor's school policy: its frame, and its four types of disagreement up to the service manager and beyond."""

from datetime import UTC, datetime

import pytest

from forms import NotificationForm
from service.procedures import shipped
from tests.intake.desk import UMBER, act
from tests.seeds.merseyside import owed, page, screen, shown, stored, told
from tests.seeds.others import CONCERN, LONGMOOR, chooses, filled, raised, raiser_says, reads, simulated
from tests.web.seen import text

COORDINATOR = "umber.compass@liverpool-partnership.example"
RAISER, DSL = LONGMOOR.raiser, "bracken.moorhen@longmoor-primary.example"
ADVISER = "juniper.bogmyrtle@longmoor-primary.example"
SOCIAL_WORKER, THEIR_LEAD = "duty.social.worker@liverpool-children.example", "cedar.lychgate@liverpool-children.example"
IRO = "briar.trellis@liverpool-children.example"
SCHOOL, SERVICES = "Longmoor Community Primary School", "Children's Services (demo)"
PLAN = {"type": "plan_progress"}
SPOKEN = {
    "spoken": "disagree", "spoken_on-day": "24", "spoken_on-month": "11", "spoken_on-year": "2026",
    "spoken_how": "phone", "spoken_who": "The duty social worker", "spoken_outcome": "The plan stays as it is.",
}  # fmt: skip
CONFERENCE = {"type": "conference"}
RISK_REMAINS = {"further_risk_remains": "yes"}


def at_the_leads(house, **changed):
    """A case that the workers did not settle, with the safeguarding leads."""
    return raised(house, LONGMOOR, "2", **changed)


def the_rungs(house, parley, reference, ladder):
    """Who is asked, one after another, as the lead finds no agreement."""
    asked = []
    while ladder in owed(parley, reference):
        asked.append(owed(parley, reference)[ladder]["with"])
        act(parley, reference, "turn", "--duty", ladder, name=UMBER)
    return asked


def on_the_form(house, question, answer, **changed):
    """The answer to one of the school's own questions, as the other side opens it in the record."""
    raised(house, LONGMOOR, **{f"further_{question}": answer}, **changed)
    return answer in reads(house, SOCIAL_WORKER, "Talk first")


def test_LON_01_the_file_says_whose_copy_it_is_and_when_governors_and_staff_saw_it(parley):
    _, said, _ = parley("check", "--explain", "longmoor")
    assert "a school's copy of the 2018 Liverpool text" in said
    assert "in force: from 24 January 2018" in said
    head = shipped().texts["longmoor"].partition("\n\n")[0]
    assert "governors on\n# 24 January 2018 and to its staff on 21 February 2018" in head


def test_LON_02_the_source_is_past_its_review_and_the_check_says_so(parley):
    said = "warning: longmoor.toml: source: was to be reviewed by 31 January 2021."
    assert said in parley("check")[1]


def test_LON_03_it_is_for_specific_cases_so_that_a_child_must_be_named(house):
    [fault] = NotificationForm.read(filled(LONGMOOR, child_name=""), house.pages.notification_choices("liverpool"))
    assert fault.message == "Enter the child's full name"


def test_LON_04_the_case_of_a_child_in_sefton_belongs_to_seftons_partnership(house):
    reference = house.notify(partnership="sefton", **filled(LONGMOOR, area="Sefton")).reference
    assert reference.startswith("LON-")
    assert house.facts(reference)["partnership"] == "sefton"
    assert house.to("pearl.lighthouse@sefton-partnership.example", reference)


def test_LON_05_the_editions_that_it_rests_on_are_named_as_replaced(parley):
    said = "its national guidance, of 2015 and 2016, was replaced since"
    assert said in parley("check", "--explain", "longmoor")[1]


def test_LON_06_it_is_read_with_the_partnerships_own_procedures(parley):
    assert "; to be read with liverpool, sefton" in parley("check", "--explain", "longmoor")[1]


def test_LON_07_the_first_thing_that_is_asked_is_the_risk_to_the_child(house):
    asked = text(page(house, "/liverpool/raise"))
    assert asked.removeprefix("Back ").startswith("Is a child at immediate risk of significant harm?")


def test_LON_08_whoever_raised_it_may_say_that_it_is_not_settled_for_them(house, parley):
    reference = at_the_leads(house)
    for side in ("o", "r1"):
        act(parley, reference, "resolved", "--for", side, name=UMBER)
    chooses(house, RAISER, "I am still concerned", "resolved at stage 2")
    assert house.case(reference).state == "open"


def test_LON_09_an_immediate_risk_is_for_the_same_working_day(house, parley):
    due = simulated(parley, "longmoor", "--urgent", since="2026-12-24T09:15")
    assert set(due.values()) == {"Thu 24 Dec 17:00"}


def test_LON_09_on_a_friday_evening_it_is_for_now(house, parley):
    house.moment.now = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)
    concluded = owed(parley, raised(house, LONGMOOR, risk="yes"))["1.conclude"]
    assert concluded["due"].startswith("2026-11-27T18:00")


def test_LON_10_mails_say_to_carry_on_safeguarding_and_that_they_are_no_referral(house):
    raised(house, LONGMOOR)
    for reader in (RAISER, SOCIAL_WORKER):
        said = told(house, reader, "This email is not a referral.")
        assert "Carry on safeguarding the child while this is settled." in said


def test_LON_11_the_simulation_lists_the_path_of_each_of_the_four_types(parley):
    _, said, _ = parley("simulate", "longmoor", "--from", CONCERN)
    paths = [line for line in said.splitlines() if line.startswith("path ")]
    assert [line.split()[1].rstrip(":") for line in paths] == ["inside", "referral", "plan", "conference"]


def inside(house):
    """A member of staff wants a referral and the lead does not; children's services were rung on the day before."""
    yesterday = {"-day": "24", "-month": "11", "-year": "2026"}
    contacted = {f"further_front_door_contacted{part}": value for part, value in yesterday.items()}
    return raised(house, LONGMOOR, type="inside_school", their_agency=SCHOOL, **contacted)


def test_LON_12_inside_the_school_the_front_door_is_shown_and_nobody_else_is_drawn_in(house, parley):
    reference = inside(house)
    asked = told(house, RAISER, "your part")
    assert "- Contact children's services where the child lives" in asked
    assert f"Careline, {SERVICES}: 01632 9603" in asked
    case = shown(parley, reference)
    assert (case["receiving"], case["being_checked"]) == ([], "")
    assert stored(house, reference).facts["front_door_contacted"] == "2026-11-24"
    assert not [duty for duty in owed(parley, reference).values() if duty["who"] == "coordinator"]


def test_LON_13_it_says_that_any_member_of_staff_may_refer(house):
    inside(house)
    assert "any member of staff may refer" in told(house, RAISER, "your part")


def test_LON_14_each_area_shows_its_own_front_door_and_early_help_where_there_is_one(house):
    def numbers(area):
        return text(screen(house, area, "act-today", risk="yes"))

    assert "Careline, Liverpool 01632 960151" in numbers("liverpool")
    assert "Early help, Liverpool 01632 960199" in numbers("liverpool")
    assert "Front door (MASH), Sefton 01632 960101" in numbers("sefton")
    assert "Front door (MASH), Knowsley 01632 960031" in numbers("knowsley")


def test_LON_15_a_refused_referral_says_under_which_section_it_was_made(house):
    raised(house, LONGMOOR, level_of_need="section 47")
    assert "Children's services did not accept a referral" in told(house, SOCIAL_WORKER, "Talk first")
    assert "section 47" in reads(house, SOCIAL_WORKER, "Talk first")


def test_LON_16_whoever_made_the_referral_owes_the_first_step(house, parley):
    first = owed(parley, raised(house, LONGMOOR))["1.social-worker"]
    assert (first["who"], first["agencies"]) == ("originating/practitioner", [SCHOOL])


def test_LON_17_a_referral_form_that_was_not_sent_is_warned_of_and_stops_nothing(house):
    warning = "Has the written referral form (MARF) been sent after the telephone call? No."
    reference = raised(house, LONGMOOR, further_marf_sent="no", further_marf_complete="yes")
    assert warning in told(house, RAISER, reference) and warning in told(house, COORDINATOR, reference)
    assert house.to(SOCIAL_WORKER, "Talk first")
    raised(house, LONGMOOR, further_marf_sent="yes", further_marf_complete="yes")
    assert "Still to see to" not in told(house, COORDINATOR, ": new")


def test_LON_18_whether_the_form_gave_all_the_information_is_asked(house):
    asked = text(screen(house, "liverpool", "further", **LONGMOOR.form))
    assert "Does it give all the information, with the history of the family?" in asked
    raised(house, LONGMOOR, further_marf_complete="yes")
    said = "Does it give all the information, with the history of the family? / Yes"
    assert said in reads(house, SOCIAL_WORKER, "Talk first")


def test_LON_19_who_else_shares_the_concern_is_asked(house):
    assert on_the_form(house, "support", "The health visitor and the nursery.")


def test_LON_20_where_the_chronology_is_is_asked(house):
    assert on_the_form(house, "chronology", "Sent with the referral on 20 November.")


def test_LON_22_the_first_step_is_to_speak_to_the_social_worker_who_decided(house, parley):
    assert owed(parley, raised(house, LONGMOOR))["1.social-worker"]["with"] == "social worker"


def test_LON_23_then_to_the_team_leader(house, parley):
    assert owed(parley, at_the_leads(house))["2.ladder"]["with"] == "team leader"


def test_LON_25_the_improvement_officer_hears_of_it_to_advise_and_owes_nothing(house, parley):
    reference = at_the_leads(house)
    assert "The safeguarding lead may ask you for advice" in told(house, ADVISER, "for your information")
    assert not [duty for duty in owed(parley, reference).values() if "improvement" in duty["who"]]


def test_LON_26_where_risk_remains_it_goes_on_to_the_directors_one_after_another(house, parley):
    without, remains = at_the_leads(house), at_the_leads(house, **RISK_REMAINS)
    assert the_rungs(house, parley, without, "2.ladder") == ["team leader", "service manager"]
    assert the_rungs(house, parley, remains, "2.ladder")[2:] == ["front door manager", "assistant director", "dcs"]


def test_LON_27_the_outcome_of_the_referral_and_its_reasons_are_told_to_whoever_made_it(house, parley):
    reference = raised(house, LONGMOOR)
    explain = "Done: Tell the referrer the outcome of the referral, and why it was not accepted"
    chooses(house, SOCIAL_WORKER, explain, "Talk first", "Level 3: the family has early help.")
    raiser_says(house, LONGMOOR, "NOT RESOLVED")
    assert "1.explain" not in owed(parley, reference)
    assert "Level 3: the family has early help." in reads(house, RAISER, "this has moved on")


@pytest.mark.parametrize(
    ("partnership", "area", "lead"),
    [
        ("sefton", "Sefton", "marlow.breakwater@sefton-children.example"),
        ("knowsley", "Knowsley", "bluebell.coppice@knowsley-children.example"),
    ],
)
def test_LON_28_in_another_authority_the_same_steps_go_to_its_own_people(house, parley, partnership, area, lead):
    reference = house.notify(partnership=partnership, **filled(LONGMOOR, area=area, stage="2")).reference
    assert reference in house.last(lead, "Talk first")["Subject"] and not house.to(THEIR_LEAD)
    assert owed(parley, reference)["2.ladder"]["with"] == "team leader"


def test_LON_29_a_plan_that_makes_no_progress_can_be_chosen_with_what_is_wanted(house):
    raised(house, LONGMOOR, **PLAN, wanted="A child protection plan.")
    assert "What it is about: A child in need or child protection plan" in told(house, SOCIAL_WORKER, "Talk first")
    assert "A child protection plan." in reads(house, SOCIAL_WORKER, "Talk first")


def test_LON_30_orally_and_in_writing_are_both_on_record_and_a_missing_one_is_warned_of(house):
    talks = {**SPOKEN, "spoken_before": "23 11 2026; letter; the social worker; No progress since May."}
    reference = raised(house, LONGMOOR, **PLAN, **talks, further_told_both_ways="yes")
    record = reads(house, SOCIAL_WORKER, "Talk first")
    assert "Phone" in record and "in writing" in record
    assert "both orally and in writing" not in told(house, RAISER, reference)
    without = raised(house, LONGMOOR, **PLAN, **SPOKEN, further_told_both_ways="no")
    assert "Have you told the social worker both orally and in writing? No." in told(house, RAISER, without)


def test_LON_31_in_whose_minutes_the_opinion_stands_is_asked(house):
    assert on_the_form(house, "minuted", "The core group of 12 November.", **PLAN)


def test_LON_32_the_consultant_social_worker_is_shown_as_somebody_to_ring(house, parley):
    reference = raised(house, LONGMOOR, **PLAN)
    act(parley, reference, "considered", "--duty", "1.core-group", name=UMBER)
    for days in (1, 1, 3):
        house.turn(days=days)
    assert f"Consultant Social Worker, {SERVICES}: 01632" in told(house, RAISER, "where does this stand?")


def test_LON_33_not_being_heard_is_reason_enough(house):
    raised(house, LONGMOOR, **PLAN)
    assert "is not progressing, or you are not heard" in told(house, SOCIAL_WORKER, "Talk first")


def test_LON_34_the_next_core_group_can_be_asked_for_by_a_date_and_need_not_be(house, parley):
    day = {"further_core_group_on-day": "4", "further_core_group_on-month": "12", "further_core_group_on-year": "2026"}
    reference = raised(house, LONGMOOR, **PLAN, **day)
    assert owed(parley, reference)["1.core-group"]["due"].startswith("2026-12-04")
    act(parley, reference, "considered", "--duty", "1.core-group", name=UMBER)
    assert "1.core-group" not in owed(parley, reference)


def test_LON_35_on_a_child_protection_plan_the_reviewing_officer_hears_of_it_and_else_not(house):
    raised(house, LONGMOOR, **PLAN, status="child in need")
    assert not house.to(IRO)
    raised(house, LONGMOOR, **PLAN, status="child protection plan", reviewing_officer="no")
    assert "You review the plan for the child." in told(house, IRO, "a child you review")


def test_LON_36_the_team_leader_is_next_with_the_improvement_officers_advice(house, parley):
    assert owed(parley, at_the_leads(house, **PLAN))["2.plan-ladder"]["with"] == "team leader"
    assert house.to(ADVISER, "may ask you for advice")


def test_LON_37_then_service_manager_their_manager_assistant_director_and_director(house, parley):
    rungs = the_rungs(house, parley, at_the_leads(house, **PLAN), "2.plan-ladder")
    assert rungs[1:] == ["service manager", "line of manager", "assistant director", "dcs"]


def test_LON_38_no_step_waits_for_a_meeting(house, parley):
    reference = raised(house, LONGMOOR, **PLAN)
    assert "1.core-group" in owed(parley, reference)
    raiser_says(house, LONGMOOR, "NOT RESOLVED")
    assert house.case(reference).stage == "2"
    assert "do not wait for a meeting" in owed(parley, reference)["2.plan-ladder"]["do"]


def test_LON_39_whether_the_concern_is_in_the_minutes_of_the_conference_is_asked(house):
    asked = text(screen(house, "liverpool", "further", **LONGMOOR.form | CONFERENCE))
    assert "Is your concern in the minutes of the conference?" in asked
    assert on_the_form(house, "in_the_minutes", "no", **CONFERENCE)


def test_LON_40_the_reasons_and_how_they_refer_to_the_thresholds_are_asked(house):
    assert on_the_form(house, "reasons_given", "That the threshold is not met.", **CONFERENCE)


def test_LON_41_whoever_still_disagrees_writes_to_the_independent_chair(house, parley):
    reference = raised(house, LONGMOOR, **CONFERENCE)
    assert "1.write-to-chair" not in owed(parley, reference)
    act(parley, reference, "done", "--duty", "1.reasons", name=UMBER)
    asked = told(house, RAISER, "your part")
    assert "write to the Independent Chair" in asked
    assert "Independent Chair of the conference" in asked


def test_LON_42_beyond_the_chair_it_goes_only_where_a_risk_of_significant_harm_is_believed(house, parley):
    beyond = "2.beyond-the-chair"
    assert beyond not in owed(parley, at_the_leads(house, **CONFERENCE))
    assert beyond in owed(parley, at_the_leads(house, **CONFERENCE, **RISK_REMAINS))


def test_LON_43_that_step_speaks_of_care_proceedings_as_the_authoritys_duty(house):
    at_the_leads(house, **CONFERENCE, **RISK_REMAINS)
    said = told(house, DSL, "colleague")
    assert "care proceedings must be considered: the authority's legal duty" in said
