"""Liverpool's Appendix 2, the report of a resolution: when it is owed, whom it goes to, and the office's part of it."""

from tests.escalation.stories import PROCEDURES
from tests.intake.desk import UMBER, act
from tests.intake.house import token_in
from tests.intake.test_notifications import code_in
from tests.seeds.merseyside import (
    COORDINATOR,
    DESIGNATED_NURSE,
    QUALITY_OFFICER,
    SCHOOLS_BOARD_REP,
    SCHOOLS_OFFICER,
    behind,
    browser,
    confirms,
    file_report,
    move_up,
    owed,
    page,
    raised,
    report,
    settle,
    shown,
    told,
)
from tests.web.edge import REPORT
from tests.web.seen import hidden, text, values

TYPED = {"level_of_need", "details", "method", "lessons", "completed_by"}
DATED = ("met_on", "completed_on")
REST = {key: said for key, said in REPORT.items() if key in TYPED or key.startswith(DATED)}
REST |= {"resolved_at": "3", "your_email": "nobody@elsewhere.example"}
CAME = "it has been completed"


def at_stage_3(house):
    reference = raised(house, "2")
    move_up(house, reference, "3")
    return reference


def test_LIV_47_the_report_is_owed_from_the_opening_of_stage_3_and_goes_to_the_quality_officer(house, parley):
    reference = at_stage_3(house)
    assert owed(parley, reference)["3.report"]["agencies"] == ["Cobalt Street Primary School"]
    asked = told(house, SCHOOLS_OFFICER, "a report is needed")
    assert "It is called: Appendix 2, report: multi-agency resolution" in asked
    assert "/liverpool/report" in asked
    report(house, reference, SCHOOLS_OFFICER)
    assert "3.report" not in owed(parley, reference)
    assert reference in told(house, QUALITY_OFFICER, CAME)


def test_LIV_48_both_recipients_have_the_report_and_the_file_says_why(house):
    read = next(one for one in PROCEDURES["liverpool"].interpretations if one.key == "recipient")
    assert read.cite == "128, 211, 364" and read.read_as.startswith("Both get it")
    reference = at_stage_3(house)
    report(house, reference, SCHOOLS_OFFICER)
    for reader in (COORDINATOR, QUALITY_OFFICER):
        assert reference in told(house, reader, CAME)


def test_LIV_79_the_childs_name_is_filled_in_for_whoever_owes_the_report_and_for_nobody_else(house, parley):
    reference = at_stage_3(house)
    token = token_in(house.last(SCHOOLS_OFFICER, "a report is needed"))
    asked, here = browser(house), f"/r/{token}"
    chosen = hidden(asked.get(here)) | {"choice": "fill in"}
    assert "Zebedee" not in asked.get(here).text + asked.post(here, data=chosen | {"step": "code"}).text
    filled = asked.post(here, data=chosen | {"step": "answer", "code": code_in(house, SCHOOLS_OFFICER)})
    boxes = values(filled)
    assert (boxes["child_name"], boxes["escalated_agency"]) == ("Zebedee Quill", "Cobalt Street Primary School")
    checked = asked.post(here, data=boxes | REST | {"step": "details"})
    assert "Zebedee Quill" in text(checked) and "3.report" in owed(parley, reference)
    sent = asked.post(here, data=values(checked) | {"step": "code"})
    assert "Your report is with the partnership." in text(sent)
    assert "3.report" not in owed(parley, reference) and reference in told(house, QUALITY_OFFICER, CAME)
    assert "fill in" not in dict(behind(house, DESIGNATED_NURSE, "NOT RESOLVED").choices)


def test_LIV_91_what_the_agency_still_has_to_do_is_listed_after_closing(house, parley):
    reference = at_stage_3(house)
    settle(house, SCHOOLS_BOARD_REP, DESIGNATED_NURSE)
    actions = "Train the office; the head teacher; open\nPut up the poster; the office; 20 November 2026"
    report(house, reference, SCHOOLS_OFFICER, own_actions=actions)
    for stage in ("2", "3"):
        act(parley, reference, "feedback", "--duty", f"{stage}.feedback", name=UMBER)
    act(parley, reference, "close", name=UMBER)
    assert house.case(reference).state == "closed"
    assert [id for id in owed(parley, reference) if ".action" in id] == ["3.action"]


def test_LIV_94_the_office_notes_when_the_board_was_told_and_until_then_the_report_is_listed(house, parley):
    reference = at_stage_3(house)
    report(house, reference, SCHOOLS_OFFICER)
    assert reference in parley("case", "reports")[1]
    act(parley, reference, "received", "--on", "2026-11-26", name=UMBER)
    assert reference in parley("case", "reports")[1]
    act(parley, reference, "notified", "--on", "2026-12-01", name=UMBER)
    assert shown(parley, reference)["office"] == {"received": "2026-11-26", "notified": "2026-12-01"}
    assert reference not in parley("case", "reports")[1]


def test_LIV_94_the_office_part_is_on_no_public_page(house):
    asked = text(page(house, "/liverpool/report"))
    assert "When was the report received?" not in asked and "board told" not in asked


def test_LIV_95_the_quality_officer_has_it_once_it_is_confirmed_and_not_before(house):
    reference = at_stage_3(house)
    file_report(house, reference, SCHOOLS_OFFICER)
    assert not house.to(QUALITY_OFFICER, CAME)
    confirms(house, SCHOOLS_OFFICER)
    assert reference in told(house, QUALITY_OFFICER, CAME)
