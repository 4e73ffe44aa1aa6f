"""The five procedures that Parley comes with: without fault, cited line by line, and without a person's name."""

import re
import tomllib

import pytest

from service.escalation.clocks import Unit
from service.escalation.procedure import AGAIN, STAY
from service.procedures import read_procedure

FIVE = ("escb", "liverpool", "longmoor", "lsab-lscp", "sefton")
LINES = {"escb": 275, "liverpool": 447, "longmoor": 189, "lsab-lscp": 51, "sefton": 49}
OWED = {
    "sefton": {
        ("1", "act"): (Unit.WORKING_DAYS, 2),
        ("2", "meeting"): (Unit.WORKING_DAYS, 5),
        ("3", "raise-with-director"): (Unit.WORKING_DAYS, 2),
        ("3", "directors-meet"): (Unit.WORKING_DAYS, 5),
    },
    "liverpool": {
        ("1", "act"): (Unit.HOURS, 24),
        ("1", "conclude"): (Unit.BY_DAY, 2),
        ("2", "conclude"): (Unit.BY_DAY, 9),
        ("3", "conclude"): (Unit.BY_DAY, 16),
        ("4", "recommend"): (Unit.CALENDAR_DAYS, 5),
        ("4", "conclude"): (Unit.BY_DAY, 23),
    },
    "lsab-lscp": {
        ("1", "plan"): (Unit.WORKING_DAYS, 2),
        ("2", "plan"): (Unit.WORKING_DAYS, 5),
        ("3", "plan"): (Unit.WORKING_DAYS, 2),
        ("4", "set-meeting-date"): (Unit.HOURS, 24),
    },
    "escb": {},
    "longmoor": {
        ("1", "conclude"): (Unit.SAME_WORKING_DAY, 0),
        ("2", "conclude"): (Unit.WORKING_WEEK, 1),
        ("3", "conclude"): (Unit.WORKING_WEEK, 1),
        ("4", "conclude"): (Unit.SAME_WORKING_DAY, 0),
    },
}


def deadlines(procedure):
    """What has a date on the way through the stages, an outcome under the name that the engine gives it."""
    written = [(stage.key, "conclude", clock) for stage in procedure.stages for clock in stage.due]
    written += [
        (task.stage, task.key, clock) for stage in procedure.stages for task in stage.tasks for clock in task.due
    ]
    without_a_date = (Unit.AT_ONCE, Unit.DATE)
    return {
        (stage, what): (clock.unit, clock.amount) for stage, what, clock in written if clock.unit not in without_a_date
    }


def passages(table, place=""):
    for key, value in table.items():
        if key == "cite":
            yield place, value
        elif isinstance(value, dict):
            yield from passages(value, f"{place}.{key}".strip("."))


def test_the_five_and_the_manual_of_one_load_without_a_fault(procedures):
    assert set(procedures.procedures) == {*FIVE, "sefton-manual"}
    assert procedures.faults == ()


def test_the_manual_adds_the_other_sides_time_and_the_letters_that_it_owes(procedures):
    added = deadlines(procedures.procedures["sefton-manual"]).items() - OWED["sefton"].items()
    assert dict(added) == {
        ("1", "speak"): (Unit.WORKING_DAYS, 3),
        ("1", "letter"): (Unit.WORKING_DAYS, 2),
        ("2", "escalate"): (Unit.WORKING_DAYS, 2),
        ("2", "aim"): (Unit.WORKING_DAYS, 2),
        ("2", "letter"): (Unit.WORKING_DAYS, 2),  # or 48 hours, where it was settled at the meeting
    }


@pytest.mark.parametrize("key", FIVE)
def test_exactly_the_known_deadlines_are_owed(procedures, key):
    assert deadlines(procedures.procedures[key]) == OWED[key]


@pytest.mark.parametrize("key", FIVE)
def test_every_clause_cites_lines_of_its_source(procedures, key):
    table = tomllib.loads(procedures.texts[key])
    assert table["source"]["lines"] == LINES[key]
    cited = list(passages(table))
    lines = [int(line) for _, cite in cited for line in re.findall(r"\d+", cite)]
    assert len(cited) > 15 and min(lines) > 0 and max(lines) <= LINES[key]


@pytest.mark.parametrize("key", FIVE)
def test_roles_are_named_and_people_never(procedures, key):
    text = procedures.texts[key]
    assert "@" not in text
    assert not re.search(r"\b0\d{3}\b|\b\d{3} \d{4}\b", text), "a telephone number of the source"
    assert not re.search(r"\b(Mr|Mrs|Ms|Miss|Dr)\b", text)


@pytest.mark.parametrize("key", FIVE)
def test_every_stage_leads_to_a_decision_or_says_where_it_stays(procedures, key):
    procedure = procedures.procedures[key]
    for stage in procedure.stages:
        on = procedure.ways_on(stage.key)
        assert set(on) <= {*procedure.path(), STAY, AGAIN}
        assert on or stage.ends or stage.power or stage.key == "inside"


def test_at_sefton_both_sides_owe_the_step_to_their_directors(procedures):
    task = procedures.procedures["sefton"].stage("3").task("raise-with-director")
    assert [str(party) for party in task.owed_by] == ["each/service_manager"]
    assert [str(rung.party) for rung in task.rungs] == ["own/director"]


def test_at_sefton_the_receiving_side_convenes_the_meeting_and_the_partnership_is_told(procedures):
    sefton = procedures.procedures["sefton"]
    assert str(sefton.stage("2").task("meeting").owed_by[0]) == "receiving/service_manager"
    assert [(str(tell.who[0]), tell.on) for tell in sefton.tells] == [("business_manager", ("stage 2 opened",))]


def test_liverpools_mediator_and_board_member_are_named_by_the_coordinator(procedures):
    roles = procedures.procedures["liverpool"].roles
    assert {key: role.named_by for key, role in roles.items() if role.named_by} == {
        "mediator": "coordinator",
        "board_member": "coordinator",
    }


def test_liverpools_report_holds_the_close(procedures):
    report = procedures.procedures["liverpool"].stage("3").task("report")
    assert report.before_closing and report.form == "report"


def test_longmoors_stages_2_and_3_share_one_week(procedures):
    longmoor = procedures.procedures["longmoor"]
    assert longmoor.stage("2").due == longmoor.stage("3").due == (longmoor.clocks["the-week"],)


def test_at_longmoor_a_disagreement_of_no_listed_type_begins_with_the_workers(procedures):
    assert procedures.procedures["longmoor"].openings() == ("1", "2", "3")


def test_escb_states_no_time_limit_and_skips_the_first_talk_at_risk(procedures):
    escb = procedures.procedures["escb"]
    assert escb.urgent.opens_at == "2" and escb.stage("3").repeats


def test_the_joint_protocol_forks_at_step_3(procedures):
    stage = procedures.procedures["lsab-lscp"].stage("3")
    assert stage.unresolved == ("4", "4-lessons") and stage.choose == "one or more"
    assert procedures.procedures["lsab-lscp"].stage("4-lessons").ends == "referred for learning"


@pytest.mark.parametrize("key", FIVE)
def test_a_stored_text_gives_the_same_procedure_again(procedures, key):
    assert read_procedure(key, {key: procedures.texts[key]}) == procedures.procedures[key]
