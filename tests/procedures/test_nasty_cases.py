"""The ten cases that break a plain list of stages with days, each laid over the smallest useful file."""

import pytest

from service.escalation.clocks import Unit
from service.escalation.facts import When
from service.procedures import faults, read_procedure

CASES = {
    "an absolute clock and a relative one": """
        [stage.4]
        title = "Board"
        people = "manager"
        due = { by_day = 23 }
        cite = "123"
        [stage.4.recommend]
        do = "Recommend"
        owed_by = "manager"
        due = { calendar_days = 5 }
        cite = "121"
    """,
    "a chain inside a stage": """
        question.decision_received = { ask = "When did you receive it?", kind = "date", cite = "17.2" }
        [stage.1.raise]
        do = "Raise it"
        due = { working_days = 2, after = ["decision_received", "concern"] }
        cite = "17.2"
        [stage.1.speak]
        do = "Read the file and speak to the agency"
        owed_by = "receiving/manager"
        on = "raise done"
        due = { working_days = 3 }
        cite = "17.2"
        [stage.1.letter]
        do = "Send the outcome letter"
        owed_by = "receiving/manager"
        on = "resolved"
        due = { working_days = 2 }
        before_closing = true
        cite = "17.2"
    """,
    "one budget for two stages": """
        clock.the-week = { working_week = 1, after = "stage 1 ended", cite = "150" }
        stage.2 = { title = "Leads", people = "manager", due = "the-week", cite = "150" }
        stage.3 = { title = "Representatives", people = "manager", due = "the-week", cite = "150" }
    """,
    "a fork, and an officer who acts for others": """
        role.slo = { gp = { post = "Senior Liaison Officer", from = "icb" }, any = "Senior Liaison Officer" }
        role.coordinator = "Coordinator"
        stage.lessons = { title = "Review group", people = "slo", ends = "referred for learning", cite = "34" }
        [stage.2]
        title = "SLOs"
        people = "slo"
        unresolved = ["3", "lessons"]
        choose = "one or more"
        chosen_by = "both/slo"
        cite = "30"
        [stage.3.set-date]
        do = "Set the date"
        owed_by = "coordinator"
        done_by = "meeting date"
        due = { hours = 24, after = "stage 2 ended" }
        cite = "43"
    """,
    "no numbers, and a stage that repeats": """
        review = { working_days = 2 }
        stage.2 = { title = "Up the line", people = "manager", repeats = true, cite = "122" }
    """,
    "the shorter of two, and a guide": """
        question.protect_by = { ask = "By when, to protect the child?", kind = "date", cite = "11.2" }
        question.agreed_by = { ask = "What date have you agreed?", kind = "date", cite = "11.2" }
        stage.1.due = { working_week = 1, or_sooner = "protect_by" }
        stage.2.due = { working_days = 5, indicative = true }
        stage.3.due = { date = "agreed_by" }
    """,
    "a clock chosen by an answer": """
        question.priority = { ask = "How urgent is it?", options = ["immediate", "less urgent"], cite = "4" }
        stage.2.due = [{ hours = 24, when = { priority = "immediate" } }, { working_days = 5 }]
    """,
    "raised by others, in a window, moved by silence": """
        role = { iro = "Independent Reviewing Officer", conference_chair = "Conference chair" }
        type = { plan = "The plan", dissent = "Dissent, for the record" }
        question.conference = { ask = "When was the conference?", kind = "date", cite = "2" }
        exit.cafcass = { title = "Cafcass", say = "May be told at any time.", alongside = true, cite = "2" }
        track.dissent = { title = "Dissent", types = ["dissent"], stages = ["1"], record_only = true, cite = "2" }
        [track.alert]
        title = "Alert"
        types = ["plan"]
        stages = ["1", "2", "3"]
        raised_by = ["iro", "conference_chair"]
        raise_within = { hours = 72, after = "conference" }
        cite = "2"
        [stage.1.reply]
        do = "Reply"
        owed_by = "receiving/manager"
        due = { working_days = 10 }
        if_silent = ["2", "3"]
        cite = "2"
    """,
    "told at moments of its own, on a form with old names": """
        role.coordinator = "Coordinator"
        tell.partnership = { who = "coordinator", on = ["any stage opened", "resolved"], cite = "5" }
        stage.3.report = { do = "Report", form = "one", before_closing = true, cite = "5" }
        [form.one]
        title = "Resolution form, June 2025"
        uses = "notification"
        formerly = ["Stage 1 form", "Escalation Notice"]
        to = "coordinator"
        cite = "5"
    """,
    "a regional text and its local version": """
        name = "Anytown, after the regional text"
        calendar = "whoever owes it"
        stage.2.due = { working_days = 3 }
        role.chair = "Independent Scrutineer"
    """,
    "handed over to another procedure": """
        stage.3.unresolved = ["stay", "exit complaints"]
        exit.complaints = { title = "Complaints", procedure = "home", at_stage = "2", cite = "6" }
    """,
}


def over(smallest, fragment):
    return {"region": smallest, "anytown": 'extends = "region"\n' + fragment}


@pytest.mark.parametrize("case", CASES)
def test_it_can_be_said(smallest, case):
    assert faults("anytown", over(smallest, CASES[case])) == ()


def test_the_chain_opens_task_by_task_and_counts_from_the_first_known_moment(smallest):
    stage = read_procedure("anytown", over(smallest, CASES["a chain inside a stage"])).stage("1")
    assert [task.on for task in stage.tasks] == [(), ("raise done",), ("resolved",)]
    assert stage.task("raise").due[0].after == ("decision_received", "concern")
    assert stage.task("letter").before_closing


def test_two_stages_hold_the_very_same_clock(smallest):
    procedure = read_procedure("anytown", over(smallest, CASES["one budget for two stages"]))
    assert procedure.stage("2").due[0] is procedure.stage("3").due[0]
    assert procedure.stage("2").due[0].name == "the-week"


def test_a_practice_acts_through_the_officer_of_another_kind_of_agency(smallest):
    procedure = read_procedure("anytown", over(smallest, CASES["a fork, and an officer who acts for others"]))
    slo = procedure.roles["slo"]
    assert (slo.post("gp").source, slo.post("school").source) == ("icb", "")


def test_the_first_clock_whose_answer_matches_counts(smallest):
    first, last = read_procedure("anytown", over(smallest, CASES["a clock chosen by an answer"])).stage("2").due
    assert (first.unit, last.unit) == (Unit.HOURS, Unit.WORKING_DAYS)
    assert first.when.holds({"priority": "immediate"}) and last.when == When()


def test_the_shorter_of_two_and_a_guide_are_kept_as_such(smallest):
    procedure = read_procedure("anytown", over(smallest, CASES["the shorter of two, and a guide"]))
    assert procedure.stage("1").due[0].or_sooner == "protect_by"
    assert procedure.stage("2").due[0].indicative
    assert procedure.stage("3").due[0].date == "agreed_by"
