"""Longmoor's school in the story: its own procedure in Liverpool's area, a risk in a reply, and the Chair's decision.

A teacher raises that a child protection plan makes no progress.
"""

from service.demo.filling import raise_on_the_web, send_about_the_case, typed
from service.demo.scene import CONFIRMED, Answer, Scene, Step, by_link, decided, done, says, tells, today
from service.demo.sitting import Coordinator, acts, names

NOTIFICATION = {
    "type": "plan_progress", "area": "Liverpool", "stage": "1",
    "status": "child protection plan", "reviewing_officer": "no",
    "your_name": "Ling Heathland", "your_role": "Class teacher", "your_agency": "Longmoor Community Primary School",
    "your_email": "ling.heathland@longmoor-primary.example", "their_agency": "Children's Services (demo)",
    "lead_name": "Bracken Moorhen", "lead_email": "bracken.moorhen@longmoor-primary.example",
    "further_minuted": "In those of the last core group.", "further_levels_of_need_reviewed": "yes",
}  # fmt: skip

TEACHER, LEAD = "ling.heathland@longmoor-primary.example", "bracken.moorhen@longmoor-primary.example"
REPRESENTATIVE = "curlew.cottongrass@longmoor-primary.example"
SOCIAL_WORKER, THEIR_LEAD, REVIEWING_OFFICER, STRATEGIC_LEAD = (
    f"{who}@liverpool-children.example"
    for who in ("duty.social.worker", "cedar.lychgate", "briar.trellis", "magnolia.frieze")
)
BUSINESS, EXECUTIVE, CHAIR, ADMINISTRATOR, MEDIATOR = (
    f"{who}@liverpool-partnership.example"
    for who in (
        "indigo.theodolite", "executive.group.of.liverpool", "auburn.planisphere", "saffron.inkwell", "mauve.astrolabe",
    )
)  # fmt: skip
COORDINATOR = Coordinator("liverpool", "umber.compass@liverpool-partnership.example")

REPORT = {
    "child_name": "Zebedee Quill", "escalated_name": "Ling Heathland",
    "escalated_agency": "Longmoor Community Primary School", "level_of_need": "section 47",
    "details": "The core group meets within the week.", "method": "panel", "resolved_at": "4",
    "lessons": "nothing new", "completed_by": "Bracken Moorhen", "your_email": LEAD,
}  # fmt: skip
TURNED = Answer("turned:2.plan-ladder", "She sees progress enough.", "The next person is asked")
REFERRED = done("3.refer", "She has all that is written.")
MET = done("3.meeting", "We met with the mediator.")
DECIDED = decided("The plan is reviewed this week.")


def a_teacher_raises_a_plan_that_makes_no_progress(scene: Scene) -> str:
    raise_on_the_web(scene, "liverpool", NOTIFICATION)
    scene.reader(REVIEWING_OFFICER).wait_for(scene.reference)
    return str(scene.reader(SOCIAL_WORKER).wait_for(scene.reference)["Subject"])


def the_teacher_moves_it_to_the_leads(scene: Scene) -> str:
    says(scene, TEACHER, "NOT RESOLVED\nThe social worker waits for the next meeting.", "we have your disagreement")
    return str(scene.reader(THEIR_LEAD).wait_for("NOT RESOLVED")["Subject"])


def the_lead_goes_up_the_line_and_says_that_the_child_is_at_risk(scene: Scene) -> str:
    scene.mails[LEAD] = scene.reader(LEAD).wait_for("NOT RESOLVED")
    by_link(scene, LEAD, scene.mails[LEAD], TURNED)
    scene.reader(LEAD).reply(scene.mails[LEAD], "SEEN\nThe child is not safe at home tonight.")
    scene.reader(THEIR_LEAD).wait_for("act today")
    return str(scene.reader(STRATEGIC_LEAD).wait_for("still sees an immediate risk")["Subject"])


def the_alert_is_answered_and_the_lead_moves_it_outside(scene: Scene) -> str:
    acts(scene, COORDINATOR, "take-up")
    scene.reader(LEAD).reply(scene.mails[LEAD], "NOT RESOLVED")
    scene.mails[LEAD] = scene.reader(LEAD).wait_for("now at stage 3")
    return str(scene.reader(EXECUTIVE).wait_for(scene.reference)["Subject"])


def the_representative_is_asked_and_a_mediator_is_named(scene: Scene) -> str:
    by_link(scene, LEAD, scene.mails[LEAD], REFERRED)
    scene.reader(BUSINESS).wait_for("Name the partner representative")
    names(scene, COORDINATOR, "3.name-mediator", "Mauve Astrolabe")
    by_link(scene, REPRESENTATIVE, scene.reader(REPRESENTATIVE).wait_for("Meet with the partner"), MET)
    return str(scene.reader(MEDIATOR).wait_for("you have been named")["Subject"])


def it_goes_to_the_chair_who_decides(scene: Scene) -> str:
    scene.reader(LEAD).reply(scene.mails[LEAD], "NOT RESOLVED")
    asked = scene.reader(CHAIR).wait_for("brings this disagreement to you")
    by_link(scene, CHAIR, asked, DECIDED)
    return str(scene.reader(TEACHER).wait_for("decided at")["Subject"])


def the_lead_sends_the_report_and_confirms_it(scene: Scene) -> str:
    now = today(scene)
    send_about_the_case(scene, "/liverpool/report", {**REPORT, **typed("met_on", now), **typed("completed_on", now)})
    by_link(scene, LEAD, scene.reader(LEAD).wait_for("confirm your answer"), CONFIRMED)
    return str(scene.reader(ADMINISTRATOR).wait_for("it has been completed")["Subject"])


def the_teacher_is_told_at_each_stage_and_it_is_closed(scene: Scene) -> str:
    for teller in (SOCIAL_WORKER, LEAD, LEAD, LEAD):
        tells(scene, teller)
    acts(scene, COORDINATOR, "close")
    return str(scene.reader(TEACHER).wait_for("is closed")["Subject"])


STEPS: tuple[Step, ...] = (
    a_teacher_raises_a_plan_that_makes_no_progress,
    the_teacher_moves_it_to_the_leads,
    the_lead_goes_up_the_line_and_says_that_the_child_is_at_risk,
    the_alert_is_answered_and_the_lead_moves_it_outside,
    the_representative_is_asked_and_a_mediator_is_named,
    it_goes_to_the_chair_who_decides,
    the_lead_sends_the_report_and_confirms_it,
    the_teacher_is_told_at_each_stage_and_it_is_closed,
)
