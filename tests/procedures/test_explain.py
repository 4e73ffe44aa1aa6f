"""What every default came to."""

import pytest

from service.procedures import explain, read_procedure


def test_the_smallest_file_is_told_whole(smallest):
    told = explain(read_procedure("anytown", {"anytown": smallest}))
    assert "  reminded before a deadline: 1 working day (unsaid)\n" in told
    assert "  outcome: owed by originating/manager; 5 working days after it opens (unsaid)\n" in told
    assert "  if it is not settled: 2 (unsaid)\n" in told
    assert "  chair decides\n  if it is not settled: stays here, with the coordinator (unsaid)\n" in told


def test_a_clock_says_what_it_counts_from_before_it_says_when_it_holds(smallest):
    text = smallest.replace("{ working_days = 5 }", "[{ hours = 4, when = { risk = true } }, { working_days = 5 }]")
    told = explain(read_procedure("anytown", {"anytown": text}))
    assert "; 4 hours after it opens (unsaid), when risk is yes; else 5 working days after it opens (unsaid)\n" in told


def test_what_the_file_says_is_not_marked(smallest):
    told = explain(read_procedure("anytown", {"anytown": "review = { working_days = 2 }\n" + smallest}))
    assert "  a task without a deadline is looked at again: 2 working days\n" in told


def test_a_task_is_told_with_its_defaults(procedures):
    told = explain(procedures.procedures["sefton"])
    assert (
        "  directors-meet: Meet to seek resolution [31]\n"
        "    opens: raise-with-director done\n"
        "    owed by: both/director\n"
        "    with: the same people across (unsaid)\n"
        "    due: 5 working days after it opens (unsaid)\n"
        "    done by: meeting held\n"
    ) in told


def test_ladders_conditions_and_shared_clocks_are_told(procedures):
    told = explain(procedures.procedures["longmoor"])
    assert "team_leader; then service_manager in writing; then front_door_manager, when risk_remains is yes" in told
    assert "1 working week after stage 1 ended [clock.the-week]" in told
    assert "every deadline becomes: the same working day" in told


def test_what_stands_beside_the_stages_is_told(procedures):
    told = explain(procedures.procedures["longmoor"])
    assert "\n  inside: Inside the school [39-41, 52]\n    types: inside_school; stages: inside, inside one" in told
    assert "\n    raised by: any professional (unsaid), at any time (unsaid)\n" in told
    assert "\n    on notification: yes or no, when track is referral\n" in told
    assert "\n  executive: executive_group, on stage 3 opened or stage 4 opened [171]\n" in told
    assert "\n  front_door: A new referral; shown, and left to the person [12, 47-52]\n" in told


@pytest.mark.parametrize("key", ["escb", "liverpool", "longmoor", "lsab-lscp", "sefton"])
def test_every_stage_and_task_is_told(procedures, key):
    procedure = procedures.procedures[key]
    told = explain(procedure)
    for stage in procedure.stages:
        assert f"{procedure.stage_word} {stage.key}: {stage.title}" in told
        assert all(f"  {task.key}: {task.do}" in told for task in stage.tasks)
