"""Liverpool's Appendix 1 and the child's file: what each agency puts on record at each stage, and who completed it."""

import csv
import io

from tests.intake.desk import UMBER, act
from tests.intake.house import LIVERPOOL, reply
from tests.seeds.merseyside import (
    AGREED,
    HEAD,
    HEALTH,
    NAMED_NURSE,
    POLICE,
    QUALITY_OFFICER,
    SCHOOL,
    SCHOOLS_OFFICER,
    SERVICES,
    SPECIALIST,
    chooses,
    log,
    move_up,
    raised,
    says,
    settle,
    ticks,
    told,
    writes_up,
)

FILE, LOG = "child's case file", "summary log"
COLLATE = "Done: Collate the case in your agency's summary log, for the partnership's monitoring"


def the_row(parley, reference, agency=SCHOOL):
    return next(row for row in log(parley, agency) if row["own_number"] == reference)


def test_LIV_26_each_side_says_whether_the_talk_is_on_the_childs_file_and_its_log_has_a_row(house, parley):
    reference = raised(house)
    says(house, HEAD, "NOT RESOLVED")
    assert ticks(parley, reference, "1", FILE) == {SCHOOL: False, HEALTH: False}
    chooses(house, HEAD, f"on_file:{FILE}", "give feedback")
    assert ticks(parley, reference, "1", FILE) == {SCHOOL: True, HEALTH: False}
    assert the_row(parley, reference)["stage"] == the_row(parley, reference, HEALTH)["stage"] == "2"


def test_LIV_26_the_mail_that_ends_a_stage_has_the_text_to_copy(house):
    reference = raised(house)
    says(house, HEAD, "NOT RESOLVED")
    copied = told(house, SPECIALIST, "has moved on")
    assert f"Text to copy Professional disagreement {reference}" in copied and "How it ended: not resolved" in copied


def test_LIV_34_the_line_manager_completes_the_log_and_the_file_at_stage_1(house, parley):
    reference = raised(house)
    writes_up(house, reference, HEAD, **AGREED)
    assert the_row(parley, reference)["completed_by"] == "stage 1: Head Teacher"
    says(house, SPECIALIST, "AGREE")
    assert ticks(parley, reference, "1", FILE) == {SCHOOL: True, HEALTH: False}
    for reader in (HEAD, SPECIALIST):
        assert "child's case file" in told(house, reader, "Both sides agree")


def test_LIV_38_every_escalation_is_ticked_by_each_side_and_closing_shows_what_is_missing(house, parley):
    reference = raised(house)
    move_up(house, reference, "3")
    for stage, slot, agency in (("1", "o", SCHOOL), ("2", "r1", HEALTH)):
        act(parley, reference, "on-file", "--stage", stage, "--record", FILE, "--for", slot, name=UMBER)
        assert ticks(parley, reference, stage, FILE)[agency]
    listed = parley("case", reference, "show")[1]
    missing = listed[listed.index("Not on file yet:") : listed.index("Written:")].splitlines()
    assert f"  1: {FILE}, {HEALTH}" in missing and f"  2: {FILE}, {SCHOOL}" in missing
    assert f"  1: {FILE}, {SCHOOL}" not in missing


def collated(house):
    """What the quality officer hears once the representatives of both sides have collated the case, and not before."""
    for reader in (SCHOOLS_OFFICER, NAMED_NURSE):
        assert not house.to(QUALITY_OFFICER, "collated")
        chooses(house, reader, COLLATE, "Collate the case")
    return told(house, QUALITY_OFFICER, "collated")


def test_LIV_42_what_the_representatives_collate_at_stage_2_is_sent_for_monitoring(house, parley):
    reference = raised(house, "2")
    assert reference in collated(house)
    assert [the_row(parley, reference, agency)["stage"] for agency in (SCHOOL, HEALTH)] == ["2", "2"]


def test_LIV_57_and_at_stage_3_too(house, parley):
    reference = raised(house, "3")
    assert reference in collated(house)
    assert [the_row(parley, reference, agency)["stage"] for agency in (SCHOOL, HEALTH)] == ["3", "3"]


def test_LIV_67_an_agency_has_its_own_cases_and_no_others_as_a_table_for_a_spreadsheet(house, parley):
    ours, theirs = raised(house), raised(house, by=POLICE, at=SERVICES)
    assert {row["own_number"] for row in log(parley, SCHOOL)} == {ours}
    assert {row["own_number"] for row in log(parley, POLICE)} == {theirs}
    said = parley("log", "liverpool", "--agency", SCHOOL, "--as", UMBER, "--why", "To print it.")[1]
    head, row = csv.reader(io.StringIO(said))
    assert head[0] == "Agency or school" and row[0] == SCHOOL


def test_LIV_68_who_completed_the_part_of_each_stage_is_said(house, parley):
    reference = raised(house)
    says(house, HEAD, "NOT RESOLVED\r\nThey hold to it.")
    writes_up(house, reference, SCHOOLS_OFFICER, **AGREED)
    completed = "stage 1: Head Teacher; stage 2: Senior School Improvement Officer, Safeguarding"
    assert the_row(parley, reference)["completed_by"] == completed
    assert the_row(parley, reference, HEALTH)["completed_by"] == ""


def test_LIV_70_the_agencys_own_number_stands_and_ours_where_it_has_none(house, parley):
    raised(house, your_reference="CSP-17", their_reference="VHT-9")
    assert [log(parley, agency)[0]["own_number"] for agency in (SCHOOL, HEALTH)] == ["CSP-17", "VHT-9"]
    assert the_row(parley, raised(house), HEALTH)


def test_LIV_71_the_child_is_named_with_birth_and_age_at_the_concern_and_an_unborn_baby_has_none(house, parley):
    row = the_row(parley, raised(house, **{"concern_on-day": "20"}))
    assert (row["child_name"], row["child_born"], row["age"]) == ("Zebedee Quill", "2018-03-03", "8")
    unborn = the_row(parley, raised(house, subject="unborn", **{"child_born-year": "2027"}))
    assert (unborn["child_born"], unborn["age"]) == ("", "")


def test_LIV_75_actions_towards_a_resolution_stand_dated(house, parley):
    reference = raised(house)
    writes_up(house, reference, HEAD, **AGREED)
    assert the_row(parley, reference)["actions"] == "2026-11-25: A joint visit (the health visitor, 2026-12-04)"


def test_LIV_76_the_outcome_stands_or_that_it_is_still_open(house, parley):
    reference = raised(house)
    assert the_row(parley, reference)["outcome"] == "Still open"
    settle(house, HEAD, SPECIALIST)
    assert the_row(parley, reference)["outcome"] == "resolved"


def test_LIV_77_every_agency_can_be_asked_for_its_log_and_that_it_has_nothing_to_log_is_a_return(house, parley):
    asked = ("log", "liverpool", "--as", UMBER, "--why", "For the annual report.", "--ask", "2027-01-15")
    status, said, why_not = parley(*asked)
    assert (status, why_not, said.count("is asked for its log")) == (0, "", 6)
    for reader in (SCHOOLS_OFFICER, NAMED_NURSE):
        assert "by Friday 15 January 2027" in told(house, reader, "disagreement log")
    house.receive(reply(house.last(SCHOOLS_OFFICER, "disagreement log"), "Nothing to log."), LIVERPOOL)
    assert house.ends()[-1] == ("note_added", f"A nil return of the log of {SCHOOL}.")
    assert "nothing to log" in told(house, SCHOOLS_OFFICER, "received")
