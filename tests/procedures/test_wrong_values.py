"""Values of the wrong kind, each refused with how to write it."""

import pytest

from service.procedures import faults

TOP = {
    "name = 3": 'name = 3: is text. Write it in quotes: "3".',
    'name = ""': 'name = "": is empty. Say it, or take the key out.',
    'name = "two\\nlines"': "holds the invisible character U+000A. Take it out.",
    'prefix = "Any"': 'a prefix is two to four capital letters, A to Z, such as "ANY".',
    'prefix = "ANYTOWN"': "a prefix is two to four capital letters",
    'in_force = "2026-01-05"': 'in_force = "2026-01-05": is written { from = 2026-01-31 }',
    'in_force = { from = "January" }': 'in_force: from = "January": is a date. Write it as 2026-01-31',
    "in_force = { from = 2026-02-01, until = 2026-01-01 }": "in_force: ends before it begins.",
    "areas = []": "areas = []: is an empty list.",
    'calendar = "englund"': 'calendar = "englund": is one of "england"',
    'subjects = ["child", "adlut"]': 'subjects: does not know "adlut". Did you mean "adult"?',
    "opens_at = [1, 2]": 'opens_at = [1, 2]: stages are named in quotes: "1", "2".',
    'opens_at = ["9"]': 'opens_at = "9": there is no such stage. Known here: 1, 2, 3.',
    'partnership_reads_from = "9"': 'partnership_reads_from = "9": there is no such stage.',
    'review = "at once"': "is a length alone, such as { working_days = 1 }",
    "acknowledge = { by_day = 2 }": "is a length alone",
    "remind_before = { working_days = 0 }": "working_days = 0: is a whole number from 1 to 999.",
    'words = { stag = "step" }': 'words: does not know the key "stag". Did you mean "stage"?',
    'kinds = { "Adult social care" = "x" }': 'kinds: "Adult social care" is no name.',
    'people = "manager"': '"people" does not belong at the top: put it under a heading such as [stage.1].',
    'rolls = { manager = "x" }': "does not know the heading [rolls]. Did you mean [role]?",
    'nmae = "x"': 'does not know the key "nmae". Did you mean "name"?',
    "type = []": "type: is no table. Write [type], and its keys on the lines below.",
    "type = [{ a = 1 }]": "type: is written in double brackets.",
    'source = { cites = "sections" }': "source: has no title.",
    'source = { title = "x", lines = "nine" }': 'source: lines = "nine": is a whole number above 0, without quotes.',
    'role = { chair = "Chair", manager = { } }': "role.manager: holds no post.",
    'role = { chair = "Chair", manager = { skool = "Head" } }': '"skool" is no kind of agency. Did you mean "school"?',
    'role = { chair = "Chair", manager = { post = "Head", of = "size" } }': 'of = "size": there is no such question.',
    'extends = "regoin"': 'extends = "regoin": there is no such file here.',
    'remove = ["stage.2"]': 'remove: "stage.2" is not in a file that this one extends, for it extends none.',
    'feedback_by = "a/b/c"': 'feedback_by = "a/b/c": is written "side/role"',
    'feedback_by = "practitioner"': '"practitioner" is of one side or the other',
}
STAGE_1 = 'stage.1 = {{ title = "Talk", people = "practitioner", cite = "1", {} }}'
IN_A_STAGE = {
    "due = 5": "stage.1: due = 5: a time limit is { working_days = 5 }",
    "due = { days = 5 }": 'stage.1.due: "days" is no unit here. Write working_days or calendar_days.',
    "due = { week = 1 }": 'stage.1.due: "week" is no unit here. Write working_week = 1',
    'due = "10 working days"': "nor a [clock]. A length is written { working_days = 5 }.",
    'due = { hours = 2, or_sooner = ["soon"] }': "names a [clock], or a [question] of kind date.",
    "due = { working_days = true }": "stage.1.due: working_days = true: is a whole number",
    "due = { hours = 2, when = { risk = true } }": "where its when does not hold there is no clock.",
    'due = { date = "soon" }': 'stage.1.due: "soon" is no date.',
    'due = { hours = 2, or_sooner = "soon" }': 'or_sooner = "soon" is neither a [clock] nor a [question] of kind date.',
    'due = { hours = 2, calendar = "france" }': 'stage.1.due: calendar = "france": is one of "england"',
    "due = { same_working_day = false }": "same_working_day = false says nothing.",
    "deu = { hours = 2 }": 'stage.1: does not know the key "deu". Did you mean "due"?',
    'owed_by = "x"': '"owed_by" belongs to a task: put it under a heading of its own, such as [stage.1.talk].',
    "working_days = 2": '"working_days" belongs to a clock: write due = { working_days = ... }.',
    "repeats = 1": "repeats = 1: is yes or no. Write true or false, without quotes.",
    'authority = "originating/chair", power = "decides"': "names roles alone. Take out the side and the stroke.",
    'choose = "two"': 'choose = "two": is one of "one", "one or more".',
    'ends = "resolved"': 'ends = "resolved": is one of "referred for learning".',
    'unresolved = "exit court"': 'unresolved = "exit court": there is no such exit. Add [exit.court].',
    'conclude = { do = "x", cite = "1" }': "stage.1.conclude: is the name of the outcome itself.",
    'feedback = { do = "x", cite = "1" }': 'stage.1.feedback: has the name of a duty that every case has: "feedback".',
    't = { do = "x", cite = "1", form = "log" }': 'form = "log": there is no such form. Add [form.log].',
    't = { do = "x", cite = "1", done_by = "outcom" }':
        'is one of "outcome", "meeting date", "meeting held", "dated action".',
    't = { do = "x", cite = "1", when = "risk" }': 'when = "risk": facts are written { track = "referral"',
    't = { do = "x", cite = "1", when = { stage = 2 } }': "a fact is a text in quotes",
    't = { do = "x", cite = "1", when = { stage = "7" } }': 'stage.1.t.when.stage: is never "7".',
    't = { do = "x", cite = "1", when = { statsu = "none" } }': '"statsu" is no fact. Did you mean "status"?',
    't = { do = "x", cite = "1", when = { status = "Child Protection Plan" } }': 'mean "child protection plan"?',
    't = { do = "x", cite = "1", with = [{ how = "by post" }] }': "stage.1.t.with: does not say who.",
    't = [{ do = "x" }]': 'stage.1: does not know the key "t".',
}
SECTIONS = {
    'type = { "a b" = "x" }': 'type: "a b" is no name.',
    'question.age = { kind = "date", cite = "1" }': "question.age: asks nothing.",
    'question.risk = { ask = "?", cite = "1" }': "question.risk: is already a fact of every case.",
    'question.a = { ask = "?", kind = "choice", cite = "1" }': "options make a choice, and only a choice has them.",
    'question.a = { ask = "?", warn_unless = true, cite = "1" }': "warn_unless is no answer to this question.",
    'question.a = { ask = "?", form = "letter", cite = "1" }': 'form = "letter": there is no such form.',
    'clock.c = { working_days = 2, cite = "1" }': "clock.c: is shared, so it must say the moment",
    'track.t = { title = "x", types = ["y"], stages = ["1"], cite = "1" }': 'track.t: there is no type "y".',
    (
        'type.plan = "The plan"\ntrack.t = { title = "x", types = ["The plan"], stages = ["1"], cite = "1" }'
    ): 'there is no type "The plan". Did you mean "plan"?',
    (
        'type.plan = "The plan"\n'
        'track.t = { title = "x", types = ["plan"], stages = ["1"], raise_within = { hours = 72 }, cite = "1" }'
    ): 'track.t.raise_within: does not say from when. Add after = "concern"',
    'track.t = { title = "x", types = ["y"], stages = ["8"], cite = "1" }': 'stages = "8": there is no such stage.',
    'tell.t = { on = "resolved", cite = "1" }': "tell.t: tells nobody.",
    'tell.t = { who = "chair", on = "solved", cite = "1" }': '"solved" is no moment.',
    'tell.t = { who = "chair", on = "resolved", send = "all", cite = "1" }': 'sent is "learning", or a [form].',
    'form.f = { title = "F", uses = "notifcation", cite = "1" }': 'Did you mean "notification"? Known: notification,',
    'form.f = { title = "F", uses = "summary_log", filled = { "2" = "manager" }, cite = "1" }': "no part of a form.",
    'form.f = { title = "F", uses = "summary_log", adds = "age", cite = "1" }': 'adds = "age": there is no such',
    'exit.e = { title = "E", cite = "1" }': "exit.e: leads nowhere.",
    'exit.e = { title = "E", say = "x", at_stage = "2", cite = "1" }': "at_stage is a stage of another procedure",
    'urgent.u = { do = "Ring", cite = "1" }': "urgent.u: is owed by nobody. Add owed_by.",
    'urgent = { opens_at = "8" }': 'urgent: opens_at = "8": there is no such stage.',
    'interpretation.i = { cite = "1" }': "interpretation.i: does not quote its source.",
}  # fmt: skip


@pytest.mark.parametrize("line", TOP)
def test_at_the_top(anytown, line):
    assert any(TOP[line] in fault for fault in anytown(line))


@pytest.mark.parametrize("part", IN_A_STAGE)
def test_in_a_stage(anytown, part):
    assert any(IN_A_STAGE[part] in fault for fault in anytown(STAGE_1.format(part)))


@pytest.mark.parametrize("line", SECTIONS)
def test_in_a_section(anytown, line):
    assert any(SECTIONS[line] in fault for fault in anytown(line))


def test_every_key_that_must_be_there_is_asked_for():
    missing = {"name", "prefix", "version", "in_force", "areas", "calendar", "partnership_reads_from"}
    found = [str(fault) for fault in faults("anytown", {"anytown": "review = { hours = 2 }"})]
    assert all(any(key in fault for fault in found) for key in missing)
    assert "anytown.toml: has no stages. Add [stage.1]." in found
