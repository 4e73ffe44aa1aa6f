"""Liverpool's four stages, played: who speaks with whom, by when, and what moves a case on."""

import re

from tests.intake.desk import UMBER, act, refused
from tests.seeds.merseyside import (
    AGREED,
    BOARD_MEMBER,
    COORDINATORS,
    DESIGNATED_NURSE,
    HEAD,
    LEAD,
    MEDIATOR,
    NAMED_NURSE,
    NOT_AGREED,
    OTHER_SCHOOL,
    QUALITY_OFFICER,
    SCHOOLS_BOARD_REP,
    SCHOOLS_OFFICER,
    SPECIALIST,
    SPOKEN,
    TEACHER,
    chooses,
    kept,
    move_up,
    owed,
    raised,
    says,
    screen,
    settle,
    shown,
    simulated,
    stored,
    tell_outcome,
    told,
)
from tests.web.seen import text


def at_stage(house, stage, **told):
    reference = raised(house, **told)
    move_up(house, reference, stage)
    return reference


def test_LIV_24_people_speak_first_and_the_form_records_who_and_when(house):
    assert "Speak to them first if it is safe to wait." in text(screen(house, "liverpool", "spoken"))
    raised(house, spoken="not yet")
    assert "Speak with the other worker" in told(house, LEAD, "Your part")
    raised(house, id="after a talk", **SPOKEN)
    _, answers = kept(house, "after a talk")
    assert (answers["spoken_on"], answers["spoken_who"]) == ("2026-11-24", "The teacher, and the health visitor")


def test_LIV_25_the_form_asks_how_they_spoke_and_nudges_whoever_only_wrote(house):
    asked = text(screen(house, "liverpool", "discussions", spoken="disagree"))
    ways = asked[asked.index("How did you speak?") :]
    assert re.match(r".{18} Phone In person .*Email or letter only Speak to them as well if you can", ways)


def test_LIV_30_stage_1_is_concluded_on_day_2(parley):
    assert simulated(parley, "liverpool", "1 conclude") == "Tue 24 Nov 2026 17:00"


def test_LIV_31_both_line_managers_are_written_to_each_with_the_others_role_and_telephone(house):
    raised(house)
    of_the_trust = "- Safeguarding Specialist Practitioner, Vermilion Hospitals Trust: 01632 960167"
    assert of_the_trust in told(house, HEAD, "NOT RESOLVED")
    assert "- Head Teacher, Cobalt Street Primary School: 01632 960155" in told(house, SPECIALIST, "NOT RESOLVED")


def test_LIV_35_what_the_managers_do_not_settle_opens_stage_2_and_is_recorded(house, parley):
    reference = at_stage(house, "2")
    assert house.to(SCHOOLS_OFFICER, reference) and house.to(NAMED_NURSE, reference)
    assert shown(parley, reference)["history"][-1].endswith(f"NotResolved by {house.holder(HEAD)}")
    assert ("the procedure", "recorded", {"says": "Stage 2 opened"}) in house.audited(reference)


def test_LIV_40_both_representatives_are_asked_to_talk_with_each_other(house):
    at_stage(house, "2")
    of_the_school = "- Senior School Improvement Officer, Safeguarding, Cobalt Street Primary School: 01632 960156"
    assert "- Named Nurse, Vermilion Hospitals Trust: 01632 960170" in told(house, SCHOOLS_OFFICER, "NOT RESOLVED")
    assert of_the_school in told(house, NAMED_NURSE, "NOT RESOLVED")


def outcome_is_kept(house, reference, email):
    case_id, answers = kept(house, tell_outcome(house, reference, email, **AGREED))
    assert case_id == house.case(reference).id
    assert answers["agreed"] == "A joint visit is made."
    assert answers["actions"].startswith("A joint visit; the health visitor; ")


def test_LIV_41_what_the_representatives_agreed_and_who_does_what_is_kept(house):
    outcome_is_kept(house, at_stage(house, "2"), SCHOOLS_OFFICER)


def test_LIV_43_stage_2_is_concluded_on_day_9(parley):
    assert simulated(parley, "liverpool", "2 conclude") == "Tue 01 Dec 2026 17:00"


def test_LIV_44_what_the_representatives_do_not_settle_goes_to_the_board_representatives(house):
    reference = at_stage(house, "2")
    says(house, SCHOOLS_OFFICER, "NOT RESOLVED\r\nThe trust holds to its threshold.")
    assert house.case(reference).stage == "3"
    assert house.to(SCHOOLS_BOARD_REP, reference) and house.to(DESIGNATED_NURSE, reference)


def test_LIV_46_without_an_immediate_risk_stage_3_follows(house):
    reference = at_stage(house, "2")
    tell_outcome(house, reference, SCHOOLS_OFFICER, **NOT_AGREED, further_levels_of_need_reviewed="yes")
    chooses(house, SCHOOLS_OFFICER, "not_resolved", "confirm your answer")
    assert house.case(reference).stage == "3"
    house.sent()
    assert not [mail for mail in house.out if "act today" in mail["Subject"]]


def test_LIV_49_the_board_representatives_try_to_settle_it_first(house):
    at_stage(house, "3")
    for reader in (SCHOOLS_BOARD_REP, DESIGNATED_NURSE):
        assert "Talk first. Ring the person named below" in told(house, reader, "NOT RESOLVED")
    assert "- Try to settle it between you" in told(house, SCHOOLS_BOARD_REP, "NOT RESOLVED")


def test_LIV_50_who_the_board_representative_is_stands_in_the_mail_or_the_coordinator_is_asked(house):
    at_stage(house, "3")
    of_the_trust = "- Designated Nurse, Vermilion Hospitals Trust: 01632 960171"
    assert of_the_trust in told(house, SCHOOLS_BOARD_REP, "NOT RESOLVED")
    reference = raised(house, "3", by=OTHER_SCHOOL)
    asked = told(house, COORDINATORS[0], "nobody to send it to")
    assert reference in asked
    assert "Nobody holds the post LSCPB Representative at Indigo Lane High School." in asked


def test_LIV_51_the_meeting_is_both_representatives_to_hold_and_shows_until_it_is_held(house, parley):
    reference = at_stage(house, "3")
    chooses(house, SCHOOLS_BOARD_REP, "Done: Try to settle it between you", "NOT RESOLVED")
    meeting = owed(parley, reference)["3.meeting"]
    assert (meeting["who"], len(meeting["agencies"])) == ("both/board_representative", 2)
    assert "- Meet with the mediator" in told(house, DESIGNATED_NURSE, "your part in this")
    chooses(house, DESIGNATED_NURSE, "Done: Meet with the mediator", "your part in this")
    assert "3.meeting" not in owed(parley, reference)


def test_LIV_52_the_coordinator_names_a_mediator_of_neither_agency(house, parley):
    reference = at_stage(house, "3")
    chooses(house, SCHOOLS_BOARD_REP, "Done: Try to settle it between you", "NOT RESOLVED")
    assert "- Name the partnership representative who will mediate" in told(house, COORDINATORS[0], "your part in this")
    name = ("name", "--duty", "3.name-mediator", "--to")
    for of_a_party in (SPECIALIST, SCHOOLS_OFFICER):
        assert "party to the disagreement" in refused(parley, reference, *name, of_a_party, name=UMBER)
    act(parley, reference, *name, MEDIATOR, name=UMBER)
    assert reference in house.last(MEDIATOR, "you have been named")["Subject"]


def test_LIV_53_what_they_do_not_settle_goes_to_the_board_and_is_recorded(house):
    reference = at_stage(house, "4")
    assert house.events(reference)[-1] == "NotResolved"
    assert ("the procedure", "recorded", {"says": "Stage 4 opened"}) in house.audited(reference)


def test_LIV_54_stage_3_is_concluded_on_day_16(parley):
    assert simulated(parley, "liverpool", "3 conclude") == "Tue 08 Dec 2026 17:00"


def test_LIV_55_the_partnership_is_told_of_a_resolution_and_sees_it_in_its_list(house, parley):
    reference = at_stage(house, "3")
    settle(house, SCHOOLS_BOARD_REP, DESIGNATED_NURSE)
    for reader in (*COORDINATORS, QUALITY_OFFICER):
        assert reference in house.last(reader, "This disagreement is resolved.")["Subject"]
    assert re.search(rf"{reference} +liverpool +resolved ", parley("case", "list")[1])


def test_LIV_56_what_the_board_representatives_agreed_is_kept(house):
    outcome_is_kept(house, at_stage(house, "3"), SCHOOLS_BOARD_REP)


def test_LIV_58_only_the_side_that_raised_it_refers_it_to_the_board(house):
    reference = at_stage(house, "3")
    says(house, DESIGNATED_NURSE, "NOT RESOLVED")
    assert house.case(reference).stage == "3"
    says(house, SCHOOLS_BOARD_REP, "NOT RESOLVED")
    assert house.case(reference).stage == "4"


def test_LIV_59_the_coordinator_is_to_have_the_details_and_they_are_owed_until_they_are_sent(house, parley):
    reference = at_stage(house, "3")
    assert not house.to(COORDINATORS[0], "emails you the details")
    move_up(house, reference, "4")
    for reader in COORDINATORS:
        assert reference in told(house, reader, "emails you the details")
    assert owed(parley, reference)["4.details"]["agencies"] == ["Cobalt Street Primary School"]
    chooses(house, SCHOOLS_BOARD_REP, "Done: Email the details to the Safeguarding Coordinator", "NOT RESOLVED")
    assert "4.details" not in owed(parley, reference)


def test_LIV_60_the_coordinator_names_the_board_member_and_nobody_of_either_agency(house, parley):
    reference = at_stage(house, "4")
    assert house.to(COORDINATORS[0], "- Name the Board member")
    name = ("name", "--duty", "4.name-member", "--to")
    assert "party to the disagreement" in refused(parley, reference, *name, DESIGNATED_NURSE, name=UMBER)
    act(parley, reference, *name, BOARD_MEMBER, name=UMBER)
    assert "4.name-member" not in owed(parley, reference)


def test_LIV_65_the_board_members_decision_ends_it_without_a_second_yes_and_dissent_stays_on_record(house, parley):
    reference = at_stage(house, "4")
    says(house, DESIGNATED_NURSE, "NOT RESOLVED")
    act(parley, reference, "name", "--duty", "4.name-member", "--to", BOARD_MEMBER, name=UMBER)
    chooses(house, BOARD_MEMBER, "decided", "you have been named")
    decided = stored(house, reference)
    assert (decided.state, decided.outcome) == ("resolved", "decided")
    assert decided.visit("4").says("r1") == "not resolved"
    assert "The procedure names the person or panel that decides it." in told(house, TEACHER, "has been decided")


def test_LIV_66_stage_4_is_concluded_on_day_23(parley):
    assert simulated(parley, "liverpool", "4 conclude") == "Tue 15 Dec 2026 17:00"


def test_LIV_78_a_case_resolved_at_stage_3_is_not_closed_before_its_report_has_come(house, parley):
    reference = at_stage(house, "3")
    settle(house, SCHOOLS_BOARD_REP, DESIGNATED_NURSE)
    for stage in ("1", "2", "3"):
        act(parley, reference, "feedback", "--duty", f"{stage}.feedback", name=UMBER)
    assert "3.report" in refused(parley, reference, "close", name=UMBER)
    act(parley, reference, "done", "--duty", "3.report", name=UMBER)
    act(parley, reference, "close", name=UMBER)
    assert house.case(reference).state == "closed"
