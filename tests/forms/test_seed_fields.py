"""The fields that the seeds' forms have, each by its row of the acceptance list."""

from forms import Answers, Faults, NotificationForm, ResolutionReportForm, StageOutcomeForm, SummaryLogForm
from forms.as_text import parse


def kept(form, given, choices) -> Answers:
    found = form.read(given, choices)
    assert isinstance(found, Answers), [fault.message for fault in found]
    return found


def missed(form, given, key, choices) -> str:
    """What is said where the answer to this one question is missing."""
    found = form.read({**given, key: ""}, choices)
    assert isinstance(found, Faults)
    [fault] = found
    assert fault.key == key
    return fault.message


def test_LIV_20_something_that_is_not_on_the_list_goes_through_in_its_own_words(notification, choices):
    said = {"type": "other", "type_other": "Which of us leads"}
    assert kept(NotificationForm, notification | said, choices)["type_other"] == "Which of us leads"


def test_LIV_25_how_people_spoke_is_asked_and_writing_alone_gets_a_nudge(choices):
    offered = {one.value: one for one in NotificationForm.asking(choices)["spoken_how"].choices}
    assert {"phone", "in person"} <= set(offered)
    assert offered["in writing"].hint == "Speak to them as well if you can"


def test_LIV_32_whether_a_professionals_meeting_was_considered_is_asked_and_why_it_is_not_needed(outcome, choices):
    said = outcome | {"professionals_meeting": "not needed", "professionals_meeting_why": "We settled it."}
    assert kept(StageOutcomeForm, said, choices)["professionals_meeting_why"] == "We settled it."
    assert missed(StageOutcomeForm, said, "professionals_meeting_why", choices).startswith("Enter why")


def test_LIV_33_each_side_can_say_how_it_sees_the_problem_and_what_it_wants(outcome, choices):
    said = kept(StageOutcomeForm, outcome | {"your_view": "Too few visits.", "your_aim": "A visit a week."}, choices)
    assert (said["your_view"], said["your_aim"]) == ("Too few visits.", "A visit a week.")


def test_LIV_69_the_log_names_the_agency_or_school(log_row, choices):
    assert missed(SummaryLogForm, log_row, "agency", choices) == "Enter your agency or school"


def test_LIV_72_the_log_has_the_concern(log_row, choices):
    assert missed(SummaryLogForm, log_row, "concern", choices) == "Enter the concern"


def test_LIV_73_the_log_has_the_level_of_need(log_row, choices):
    assert missed(SummaryLogForm, log_row, "level_of_need", choices) == "Select the level of need"


def test_LIV_74_the_log_has_a_summary_of_the_disagreement(log_row, choices):
    assert missed(SummaryLogForm, log_row, "summary", choices) == "Enter a summary of the disagreement"


def test_LIV_76_the_log_has_the_outcome_or_says_that_it_is_open(log_row, choices):
    assert missed(SummaryLogForm, log_row, "outcome", choices) == 'Enter the outcome, or "Still open"'
    assert kept(SummaryLogForm, log_row, choices)["outcome"] == "Still open"


def test_LIV_80_the_report_has_the_date_of_birth(report, choices):
    assert kept(ResolutionReportForm, report | {"child_born": "3/3/2018"}, choices)["child_born"] == "2018-03-03"


def test_LIV_81_the_report_has_the_address(report, choices):
    said = kept(ResolutionReportForm, report | {"child_address": "1 Hill\r\nTown"}, choices)
    assert said["child_address"] == "1 Hill\nTown"


def test_LIV_82_the_report_has_name_and_email_of_who_escalated(report, choices):
    assert missed(ResolutionReportForm, report, "escalated_name", choices) == "Enter who raised the disagreement"
    address = "jo.field@northfield.example"
    assert kept(ResolutionReportForm, report | {"escalated_email": address}, choices)["escalated_email"] == address


def test_LIV_83_the_report_has_their_role_and_agency(report, choices):
    assert kept(ResolutionReportForm, report | {"escalated_role": "Teacher"}, choices)["escalated_role"] == "Teacher"
    assert missed(ResolutionReportForm, report, "escalated_agency", choices).startswith("Enter the agency")


def test_LIV_84_the_report_has_the_other_professionals_board_members_too(report, choices):
    rows = "Ade Marsh; Team manager; Children's services\nRae Moor; Board member; Police"
    assert kept(ResolutionReportForm, report | {"others": rows}, choices).rows("others") == (
        ("Ade Marsh", "Team manager", "Children's services"), ("Rae Moor", "Board member", "Police"),
    )


def test_LIV_85_the_report_has_the_level_of_need_in_the_words_of_the_printed_form(report, choices):
    for written, value in (("Early Help", "early help"), ("S17", "section 17"), ("s47", "section 47")):
        assert kept(ResolutionReportForm, report | {"level_of_need": written}, choices)["level_of_need"] == value


def test_LIV_86_the_report_has_brief_details_with_the_agreed_outcomes(report, choices):
    assert "agreed outcomes" in missed(ResolutionReportForm, report, "details", choices)


def test_LIV_87_the_report_has_the_date_of_the_discussion_or_meeting(report, choices):
    assert missed(ResolutionReportForm, report, "met_on", choices) == "Enter the date of the meeting"


def test_LIV_88_the_report_has_the_method(report, choices):
    assert missed(ResolutionReportForm, report, "method", choices) == "Select how it was settled"


def test_LIV_89_the_report_has_the_stage_it_was_resolved_at_and_understands_level(report, choices):
    assert missed(ResolutionReportForm, report, "resolved_at", choices) == "Select the stage it was resolved at"
    given = parse("Disagreement resolved at: Level2", ResolutionReportForm.asking(choices))
    assert kept(ResolutionReportForm, report | given, choices)["resolved_at"] == "2"


def test_LIV_90_the_report_has_the_lessons_as_ticks_and_in_words(report, choices):
    said = {"lessons": "own procedure, training, levels of need, other", "lessons_text": "Ring earlier."}
    answers = kept(ResolutionReportForm, report | said, choices)
    assert (answers["lessons"], answers["lessons_text"]) == (said["lessons"], said["lessons_text"])


def test_LIV_92_the_report_says_who_completed_it_and_when(report, choices):
    assert missed(ResolutionReportForm, report, "completed_by", choices) == "Enter who completed the report"
    assert missed(ResolutionReportForm, report, "completed_on", choices) == "Enter the date it was completed"


def test_LAB_02_phone_in_person_and_internet_meeting_are_understood(notification, choices):
    for written, value in (("telephone", "phone"), ("face to face", "in person"), ("internet meeting", "video")):
        said = kept(NotificationForm, notification | {"spoken_how": written}, choices)
        assert said["spoken_how"] == value


def test_LAB_04_family_members_can_be_named(notification, choices):
    assert kept(NotificationForm, notification | {"family": "Her grandmother"}, choices)["family"] == "Her grandmother"


def test_LAB_07_the_outcome_says_whether_it_fits_the_childs_plan(outcome, choices):
    for written, value in (("It fits the child's current plan", "fits"), ("The plan changes", "changed")):
        assert kept(StageOutcomeForm, outcome | {"plan_fit": written}, choices)["plan_fit"] == value


def test_LAB_08_a_plan_that_will_be_made_has_an_owner_and_a_date(outcome, choices):
    said = {"plan_fit": "A plan will be made", "actions": "Write the plan; Ade Marsh; 1 12 2026"}
    answers = kept(StageOutcomeForm, outcome | said, choices)
    assert answers["plan_fit"] == "new"
    assert answers.rows("actions") == (("Write the plan", "Ade Marsh", "2026-12-01"),)


def test_ESC_17_what_the_problem_is_and_what_is_aimed_for_are_both_needed(notification, choices):
    assert missed(NotificationForm, notification, "decision", choices).startswith("Enter the decision or action")
    assert missed(NotificationForm, notification, "wanted", choices) == "Enter what you want to happen"


def test_LON_21_the_reasons_point_at_the_levels_of_need_and_the_level_is_asked(notification, choices):
    assert "levels of need" in NotificationForm.asking(choices)["reasons"].description
    said = kept(NotificationForm, notification | {"level_of_need": "S47"}, choices)
    assert said["level_of_need"] == "section 47"


def test_LON_70_the_printed_report_is_read_by_its_own_labels_and_what_is_unknown_stays_as_text(report, choices):
    printed = (
        "Name of Child / young Person: Robin Meadow\nName and email of Professional Escalating concern: Jo Field\n"
        "Their agency or school: Northfield Primary School\nPlease indicate level of need: S17\n"
        "Brief details of inter-agency disagreement (including agreed outcomes): It was to close.\nGP: Hill Surgery\n"
        "Date of discussion/ Meeting re disagreement: 18 11 2026\nMethodology used to resolve conflict: Panel\n"
        "Disagreement resolved at: Level 2\n"
        "Please indicate lessons learned from this disagreement resolution: Staff need training\n"
        "Form completed by: Jo Field\n"
    )
    given = parse(printed, ResolutionReportForm.asking(choices))
    known = {key: report[key] for key in ("reference", "completed_on", "your_email")}
    answers = kept(ResolutionReportForm, given | known, choices)
    assert answers["details"] == "It was to close.\nGP: Hill Surgery"
    assert answers["resolved_at"] == "2"


def test_LON_73_the_log_is_headed_by_the_agency(log_row, choices):
    given = parse("AGENCY: Longmoor Community Primary School", SummaryLogForm.asking(choices))
    assert kept(SummaryLogForm, log_row | given, choices)["agency"] == "Longmoor Community Primary School"


def test_LON_74_the_log_has_the_childs_name_and_date_of_birth(log_row, choices):
    assert missed(SummaryLogForm, log_row, "child_name", choices) == "Enter the child's full name"
    assert kept(SummaryLogForm, log_row | {"child_born": "3 3 2018"}, choices)["child_born"] == "2018-03-03"


def test_LON_75_the_log_says_which_board(log_row, choices):
    given = parse("Which LSCB? Liverpool", SummaryLogForm.asking(choices))
    assert kept(SummaryLogForm, log_row | given, choices)["board"] == "Liverpool"


def test_LON_76_the_log_says_when_it_was_escalated_and_by_whom(log_row, choices):
    said = kept(SummaryLogForm, log_row | {"escalated": "20 11 2026; Jo Field"}, choices)
    assert said.rows("escalated") == (("2026-11-20", "Jo Field"),)


def test_LON_77_the_log_has_concerns_and_outcomes(log_row, choices):
    given = parse("Concerns: Neglect.\nOutcomes: The plan stays.", SummaryLogForm.asking(choices))
    answers = kept(SummaryLogForm, log_row | given, choices)
    assert (answers["concern"], answers["outcome"]) == ("Neglect.", "The plan stays.")


def test_SEF_01_a_familys_best_interest_is_a_concern_too(notification, choices):
    said = kept(NotificationForm, notification | {"family": "Mother and aunt"}, choices)
    assert said["family"] == "Mother and aunt"


def test_SEF_12_reasons_are_needed_and_ask_for_evidence(notification, choices):
    assert missed(NotificationForm, notification, "reasons", choices) == "Enter why you disagree"
    assert "evidence" in NotificationForm.asking(choices)["reasons"].description
