"""What the checker says, word for word: each slip of the pen gives its one sentence and no other."""

import pytest

STAGE_2 = ("[stage.2]\n", "[stage.2]\n{}\n")
UNITS = "hours, calendar_days, working_days, working_week, by_day, same_working_day, at_once, date"


def under(heading, line):
    return (f"[{heading}]\n", f"[{heading}]\n{line}\n")


SLIPS = {
    'stage.2.meeting: does not know the key "owned_by". Did you mean "owed_by"?': [
        under("stage.2.meeting", 'owned_by = "receiving/director"')
    ],
    'stage.2.meeting: "unresolved" belongs to the stage: move it up, under [stage.2].': [
        under("stage.2.meeting", 'unresolved = "3"')
    ],
    'source: "opens_at" belongs at the top of the file, above the first heading.': [
        under("source", 'opens_at = ["1", "2"]')
    ],
    'stage.2: unresolved = 3: stages are named in quotes: "3".': [under("stage.2", "unresolved = 3")],
    'stage.2.extra: is read as a task, and does not say what to do. Add do = "...".': [
        ("", '[stage.2.extra]\ncite = "40"')
    ],
    'stage.2.extra: cites nothing. Add cite = "the lines of the source that say so".': [
        ("", '[stage.2.extra]\ndo = "Ring them"')
    ],
    "stage.2: cites line 999; sefton.txt has 49.": [('"39, 46"', '"39, 999"')],
    (
        "stage.2.due: has 2 units of time (hours, working_days). "
        f"Give exactly one of: {UNITS}. Two time limits are two tasks; the shorter of two is or_sooner."
    ): [under("stage.2", "due = { hours = 4, working_days = 2 }")],
    "stage.2.due: the last of several clocks must have no when, or some cases have no clock.": [
        under("stage.2", "due = [{ hours = 4 }, { working_days = 2, when = { risk = true } }]")
    ],
    'stage.2.meeting: nobody is "service_maneger". Add it under [role], or did you mean "service_manager"?': [
        ('"receiving/service_manager"', '"receiving/service_maneger"')
    ],
    'stage.2.meeting: nobody is "receiving director". Add it under [role], or did you mean "receiving/director"?': [
        ('"receiving/service_manager"', '"receiving director"')
    ],
    "stage.1.act: is owed by nobody. Add owed_by, or people to the stage.": [('people  = "practitioner"\n', "")],
    "stage.3.raise-with-director: waits for itself: raise-with-director waits for directors-meet.": [
        under("stage.3.raise-with-director", 'on = "directors-meet done"')
    ],
    'stage.2: unresolved = "4": there is no such stage. Known here: 1, 2, 3, again, chair, stay.': [
        under("stage.2", 'unresolved = ["3", "4"]')
    ],
    "stage.4: no path leads here. Name it in unresolved, in a track, or in opens_at.": [
        under("stage.chair", 'unresolved = "stay"'),
        ("", '[stage.4]\ntitle = "Nowhere"\npeople = "director"\ncite = "32"'),
    ],
    (
        'stage.2.meeting: if_silent = "close": silence may only open a stage; it never settles, closes or ends '
        'anything. Name a stage; or several, ["2", "3"], of which the coordinator chooses.'
    ): [under("stage.2.meeting", 'if_silent = "close"')],
    "stage.chair: authority and power go together: who, and whether they mediate, recommend, review or decide.": [
        ('power     = "decides"\n', "")
    ],
    'stage.2.n: names "chair", but [role] chair has no named_by.': [
        ("", '[stage.2.n]\ndo = "Name them"\nowed_by = "business_manager"\nnames = "chair"\ncite = "32"')
    ],
    'stage.2: interpretation "day" is not declared. Add [interpretation.day].': [
        under("stage.2", 'interpretation = "day"')
    ],
}


@pytest.mark.parametrize("sentence", SLIPS)
def test_a_slip_in_the_sefton_file_is_answered_with_its_sentence_alone(slip, sentence):
    assert slip("sefton", *SLIPS[sentence]) == [f"sefton.toml: {sentence}"]


def test_an_unknown_moment_is_answered_with_all_that_are_known(slip):
    (fault,) = slip(
        "sefton", ("[stage.2.talk]", "[stage.2.discuss]"), ('after = "stage opened"', 'after = "talk done"')
    )
    known = 'sefton.toml: stage.2.meeting.due: "talk done" is no moment. A moment is: concern, receipt, risk stated, '
    assert fault.startswith(known)


def test_a_day_of_the_whole_case_takes_no_moment(slip):
    assert slip("liverpool", ("{ by_day = 16 }", '{ by_day = 16, after = "stage opened" }')) == [
        "liverpool.toml: stage.3.due: by_day always counts from the concern; take out after."
    ]


def test_a_stage_due_before_an_earlier_one_is_refused(slip):
    assert slip("liverpool", ("{ by_day = 16 }", "{ by_day = 8 }")) == [
        "liverpool.toml: stage.3: is due by day 8, before stage 2, which is due by day 9."
    ]


def test_a_time_limit_by_an_unknown_name_is_refused(slip):
    assert slip("longmoor", ('due     = "the-week"', 'due     = "the-weak"')) == [
        'longmoor.toml: stage.2: due = "the-weak" is neither "at once", "same working day" nor a [clock]. '
        'Did you mean "the-week"?'
    ]


def test_a_type_takes_one_path_only(slip):
    assert slip("longmoor", ('types  = ["plan_progress"]', 'types  = ["plan_progress", "conference"]')) == [
        'longmoor.toml: track.conference: type "conference" already belongs to track "plan".'
    ]


def test_a_path_is_with_kinds_of_agency_that_there_are(slip):
    (fault,) = slip("longmoor", ('stages = ["inside"]', 'stages = ["inside"]\nreceiving = ["skool"]'))
    assert fault.startswith('longmoor.toml: track.inside: "skool" is no kind of agency. Did you mean "school"?')


def test_all_faults_are_told_at_once(slip):
    found = slip("sefton", under("stage.1", 'tittle = "x"'), ('"39, 46"', '"50"'), ('"each/service', '"eech/service'))
    assert found == [
        'sefton.toml: stage.1: does not know the key "tittle". Did you mean "title"?',
        'sefton.toml: stage.3.raise-with-director: there is no side "eech". Did you mean "each"? '
        "A side is: originating, receiving, both, each, own, or a kind of agency.",
        "sefton.toml: stage.2: cites line 50; sefton.txt has 49.",
    ]
