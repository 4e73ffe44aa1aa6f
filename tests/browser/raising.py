"""The screens on which a disagreement is raised, each as it opens, with faults, and filled."""

from tests.browser.state import state
from tests.browser.states import ELSEWHERE, ONE_LONG_WORD, start
from tests.browser.visitor import Visitor
from tests.browser.walking import answer, go_on, wrong
from tests.intake.house import NOTIFICATION

TALKED = {
    "spoken": "disagree", "spoken_on-day": "24", "spoken_on-month": "nov", "spoken_on-year": "2026",
    "spoken_how": "phone", "spoken_who": f"Their duty desk; {ONE_LONG_WORD}", "spoken_outcome": "No visit\nis made.",
}  # fmt: skip
IN_LINCOLNSHIRE = {
    "your_agency": "Sluice Bank Primary School", "your_email": "wheat.bundle@sluice-bank.example",
    "their_agency": "Reedbed Community Health Trust", "subject": "child",
}  # fmt: skip
A_SISTER = {"name": f"Alex {ONE_LONG_WORD}"[:200], "status": "none"}


@state("raising.risk", "raising/screen.html")
def risk(visitor: Visitor) -> None:
    start(visitor)
    visitor.press("Start now")


@state("raising.risk_answered", "raising/screen.html")
def risk_not_said(visitor: Visitor) -> None:
    risk(visitor)
    visitor.press_on()


@state("raising.screen", "raising/act_today.html")
def act_today(visitor: Visitor) -> None:
    go_on(visitor, "act-today", risk="yes")


@state("raising.screen", "raising/matter.html")
def matter(visitor: Visitor) -> None:
    go_on(visitor, "matter")


@state("raising.answered", "raising/matter.html")
def matter_not_said(visitor: Visitor) -> None:
    matter(visitor)
    wrong(visitor)


@state("raising.screen", "raising/screen.html")
def something_else(visitor: Visitor) -> None:
    go_on(visitor, "something-else", type="other")


@state("raising.exit_page", "raising/exit.html")
def another_procedure_fits(visitor: Visitor) -> None:
    go_on(visitor, "instead", type="exit complaint")


@state("raising.finished", "raising/finished.html")
def finished_there(visitor: Visitor) -> None:
    another_procedure_fits(visitor)
    visitor.press("Finish here")


@state("raising.elsewhere", "raising/elsewhere.html")
def another_area(visitor: Visitor) -> None:
    visitor.open("/sefton/raise/elsewhere")


@state("raising.screen", "raising/area.html")
def area(visitor: Visitor) -> None:
    go_on(visitor, "area", "escb")


@state("raising.answered", "raising/area.html")
def area_not_said(visitor: Visitor) -> None:
    area(visitor)
    wrong(visitor)


@state("raising.screen", "raising/screen.html")
def about_you(visitor: Visitor) -> None:
    go_on(visitor, "about-you")


@state("raising.answered", "raising/screen.html")
def about_you_empty(visitor: Visitor) -> None:
    about_you(visitor)
    wrong(visitor)


@state("raising.answered", "raising/screen.html")
def about_you_with_one_fault(visitor: Visitor) -> None:
    go_on(visitor, "about-you")
    answer(visitor, NOTIFICATION | {"your_email": f"{ONE_LONG_WORD} at school", "supporter": ONE_LONG_WORD})


@state("raising.screen", "raising/work_address.html")
def work_address(visitor: Visitor) -> None:
    go_on(visitor, "work-address", your_email=f"{ONE_LONG_WORD.lower()[:60]}@hotmail.co.uk")


@state("raising.screen", "raising/of_age.html")
def of_age(visitor: Visitor) -> None:
    go_on(visitor, "of-age", **{"child_born-year": "2001"})


@state("raising.screen", "raising/screen.html")
def other_agency(visitor: Visitor) -> None:
    go_on(visitor, "other-agency")


@state("raising.answered", "raising/screen.html")
def other_agency_wrong(visitor: Visitor) -> None:
    other_agency(visitor)
    wrong(visitor, their_agency=NOTIFICATION["your_agency"], their_phone="none", their_reference="x" * 51)


@state("raising.screen", "raising/screen.html")
def other_agencies(visitor: Visitor) -> None:
    go_on(visitor, "other-agencies", more_agencies="yes")


@state("raising.screen", "raising/spoken.html")
def spoken(visitor: Visitor) -> None:
    go_on(visitor, "spoken")


@state("raising.answered", "raising/spoken.html")
def spoken_not_said(visitor: Visitor) -> None:
    spoken(visitor)
    wrong(visitor)


@state("raising.screen", "raising/talk_first.html")
def talk_first(visitor: Visitor) -> None:
    go_on(visitor, "talk-first", their_phone="01632 960 777")


@state("raising.entry", "raising/entry.html")
def discussion(visitor: Visitor) -> None:
    go_on(visitor, "discussions", **TALKED)


@state("raising.entry_answered", "raising/entry.html")
def discussion_empty(visitor: Visitor) -> None:
    discussion(visitor)
    wrong(visitor)


@state("raising.entry_answered", "raising/entry.html")
def discussion_with_one_fault(visitor: Visitor) -> None:
    discussion(visitor)
    answer(visitor, TALKED | {"spoken_on-month": "brumaire"})


@state("raising.entries", "raising/entries.html")
def discussions(visitor: Visitor) -> None:
    discussion(visitor)
    visitor.fill({name: said for name, said in TALKED.items() if name != "spoken"})
    visitor.press("Save and add another discussion")
    answer(visitor, TALKED)


@state("raising.entries_answered", "raising/entries.html")
def whether_one_more_not_said(visitor: Visitor) -> None:
    discussions(visitor)
    visitor.press_on()


@state("raising.entry", "raising/entry.html")
def the_only_discussion_removed(visitor: Visitor) -> None:
    discussions(visitor)
    visitor.press("Remove")
    visitor.press("Remove")


@state("raising.screen", "raising/stage.html")
def stage(visitor: Visitor) -> None:
    go_on(visitor, "stage", **TALKED)


@state("raising.answered", "raising/stage.html")
def stage_without_a_lead(visitor: Visitor) -> None:
    stage(visitor)
    wrong(visitor, stage="2")


@state("raising.screen", "raising/child.html")
def child(visitor: Visitor) -> None:
    go_on(visitor, "child")


@state("raising.screen", "raising/child.html")
def child_or_adult(visitor: Visitor) -> None:
    go_on(visitor, "child", "lincolnshire", **IN_LINCOLNSHIRE)


@state("raising.answered", "raising/child.html")
def child_empty(visitor: Visitor) -> None:
    child_or_adult(visitor)
    wrong(visitor, child_postcode="nowhere", family=ONE_LONG_WORD * 3)


@state("raising.entry", "raising/entry.html")
def another_child(visitor: Visitor) -> None:
    child(visitor)
    visitor.fill({name: said for name, said in NOTIFICATION.items() if name.startswith("child_")})
    visitor.press("Save and add another child")


@state("raising.entry_answered", "raising/entry.html")
def another_child_empty(visitor: Visitor) -> None:
    another_child(visitor)
    wrong(visitor, **{"born-day": "1"})


@state("raising.entries", "raising/entries.html")
def children(visitor: Visitor) -> None:
    another_child(visitor)
    answer(visitor, A_SISTER)


@state("raising.screen", "raising/screen.html")
def plan(visitor: Visitor) -> None:
    go_on(visitor, "plan")


@state("raising.answered", "raising/screen.html")
def plan_not_said(visitor: Visitor) -> None:
    plan(visitor)
    wrong(visitor)


@state("raising.screen", "raising/screen.html")
def reviewing_officer(visitor: Visitor) -> None:
    go_on(visitor, "reviewing-officer", status="looked after")


@state("raising.screen", "raising/disagreement.html")
def disagreement(visitor: Visitor) -> None:
    go_on(visitor, "disagreement")


@state("raising.answered", "raising/disagreement.html")
def disagreement_empty(visitor: Visitor) -> None:
    disagreement(visitor)
    wrong(visitor)


@state("raising.answered", "raising/disagreement.html")
def disagreement_left_open_too_long(visitor: Visitor) -> None:
    disagreement(visitor)
    visitor.page.locator("[name=mark]").evaluate("mark => mark.value = 'of yesterday'")
    answer(visitor, NOTIFICATION)


@state("raising.answered", "fault.html")
def disagreement_too_long_to_send(visitor: Visitor) -> None:
    disagreement(visitor)
    wrong(visitor, reasons="x" * 1_100_000)


@state("raising.screen", "raising/screen.html")
def further_questions(visitor: Visitor) -> None:
    go_on(visitor, "further", "lincolnshire", **IN_LINCOLNSHIRE)


@state("raising.documents", "raising/documents.html")
def documents(visitor: Visitor) -> None:
    go_on(visitor, "check")
    visitor.open("/sefton/raise/documents")
    visitor.page.set_input_files("#document", {"name": f"{ONE_LONG_WORD}.pdf", "mimeType": "", "buffer": b"%PDF-1.7\n"})
    visitor.press("Add the document")


@state("raising.document_added", "raising/documents.html")
def no_document_chosen(visitor: Visitor) -> None:
    go_on(visitor, "check")
    visitor.open("/sefton/raise/documents")
    visitor.press("Add the document")


@state("raising.check", "raising/check.html")
def check(visitor: Visitor) -> None:
    go_on(visitor, "check", **TALKED, lead_name="Rowan Samphire", reasons=f"Because\nof {ONE_LONG_WORD}", risk="yes")


@state("raising.send", "raising/check.html")
def check_with_answers_missing(visitor: Visitor) -> None:
    matter(visitor)
    visitor.open("/sefton/raise/check")
    visitor.press("Send the disagreement")


@state("raising.sent", "raising/sent.html")
def receipt(visitor: Visitor) -> None:
    go_on(visitor, "check")
    visitor.press("Send the disagreement")


@state("raising.sent", "raising/sent.html")
def receipt_while_it_is_checked(visitor: Visitor) -> None:
    go_on(visitor, "check", risk="yes", your_email=ELSEWHERE)
    visitor.press("Send the disagreement")


@state("raising.sent", "fault.html")
def receipt_not_found(visitor: Visitor) -> None:
    visitor.open("/sefton/sent/6f9619ff-8b86-4d01-b42d-00c04fc964ff")
