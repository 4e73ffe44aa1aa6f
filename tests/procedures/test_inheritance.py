"""A regional text and its local version: joined key by key, less what is removed, checked as one."""

import pytest

from service.errors import ProcedureError
from service.procedures import faults, load, read_procedure

MEETING = (
    'meeting = { do = "Meet", owed_by = "each/manager", cite = "3.2",'
    ' due = { hours = 48, after = "stage opened" } }, cite = "3.2"'
)
LOCAL = """
extends = "region"
name = "Anytown, after the regional text"
calendar = "whoever owes it"
stage.2.due = { hours = 72 }
role.chair = "Independent Scrutineer"
"""


@pytest.fixture
def region(smallest):
    return smallest.replace('cite = "3.2"', MEETING)


def test_a_local_version_says_only_what_differs(region):
    anytown = read_procedure("anytown", {"anytown": LOCAL, "region": region})
    assert anytown.calendar == "whoever owes it"
    assert anytown.roles["chair"].post("school").titles == ("Independent Scrutineer",)
    assert anytown.stage("2").title == "Their managers talk"
    assert [stage.key for stage in anytown.stages] == ["1", "2", "3"]


def test_a_clock_replaces_its_namesake_whole(region):
    anytown = read_procedure("anytown", {"anytown": LOCAL, "region": region})
    assert [(clock.unit, clock.amount) for clock in anytown.stage("2").due] == [("hours", 72)]


def test_a_clause_keeps_the_file_that_its_citation_stands_in(region):
    local = LOCAL + 'stage.4 = { title = "Appeal", people = "manager", cite = "9" }'
    anytown = read_procedure("anytown", {"anytown": local, "region": region})
    assert [stage.file for stage in anytown.stages] == ["region", "region", "region", "anytown"]
    assert anytown.stage("2").task("meeting").file == "region"


def test_a_clause_can_be_taken_away(region):
    local = LOCAL + 'remove = ["stage.2.meeting"]'
    assert read_procedure("anytown", {"anytown": local, "region": region}).stage("2").tasks == ()


def test_what_the_parent_has_not_cannot_be_taken_away(region):
    local = LOCAL + 'remove = ["stage.2.letter"]'
    found = faults("anytown", {"anytown": local, "region": region})
    assert [str(fault) for fault in found] == ['anytown.toml: remove: "stage.2.letter" is not in "region".']


def test_a_fault_names_the_file_that_it_stands_in(region):
    texts = {"anytown": LOCAL, "region": region.replace("each/manager", "each/manger")}
    assert [fault.file for fault in faults("anytown", texts)] == ["region.toml"]


def test_a_parent_cites_its_own_source(region):
    by_lines = region.replace('cites = "sections"', 'file = "r.txt", lines = 4').replace('"3.', '"')
    local = LOCAL + 'source = { title = "Ours", file = "ours.txt", lines = 2 }'
    assert faults("anytown", {"anytown": local, "region": by_lines}) == ()
    too_far = (
        local + '\nstage.2.interpretation = "far"\ninterpretation.far = { source = "x", read_as = "y", cite = "3" }'
    )
    (fault,) = faults("anytown", {"anytown": too_far, "region": by_lines})
    assert str(fault) == "anytown.toml: interpretation.far: cites line 3; ours.txt has 2."


def test_an_unknown_parent_is_refused_with_the_nearest(region):
    (fault,) = faults("anytown", {"anytown": LOCAL.replace('"region"', '"regoin"'), "region": region})
    assert str(fault) == 'anytown.toml: extends = "regoin": there is no such file here. Did you mean "region"?'


def test_files_that_extend_one_another_are_refused(region):
    texts = {"anytown": LOCAL, "region": 'extends = "anytown"\n' + region}
    with pytest.raises(ProcedureError, match="goes round in a circle: anytown extends region extends anytown"):
        read_procedure("anytown", texts)


def test_the_digest_is_that_of_every_text_concerned(region):
    texts = {"anytown": LOCAL, "region": region}
    before = read_procedure("anytown", texts).digest
    assert read_procedure("anytown", {**texts, "other": "x"}).digest == before
    assert read_procedure("anytown", {**texts, "region": region + "\n"}).digest != before
    assert read_procedure("anytown", {**texts, "anytown": LOCAL + "\n"}).digest != before


def test_a_regional_text_that_is_not_in_force_is_no_procedure(tmp_path, region):
    without = "\n".join(line for line in region.splitlines() if not line.startswith("in_force"))
    (tmp_path / "region.toml").write_text(without)
    (tmp_path / "anytown.toml").write_text(LOCAL + "in_force = { from = 2026-01-05 }")
    found = load(tmp_path)
    assert list(found.procedures) == ["anytown"] and found.faults == ()
