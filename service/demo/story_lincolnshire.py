"""Lincolnshire in the story: about an adult, through the manager's gate, then the urgent meeting and the lessons.

A GP practice raises it: the commissioner's Senior Liaison Officer acts for it.
"""

from datetime import date, timedelta

from service.demo.filling import raise_on_the_web, typed
from service.demo.scene import Scene, Step, by_link, done, says, tells, today, turn_to
from service.demo.sitting import Coordinator, acts, names

NOTIFICATION = {
    "type": "action", "area": "Lincolnshire", "stage": "1", "subject": "adult", "further_board": "Adults",
    "your_name": "Hay Winnow", "your_role": "Practice nurse", "your_agency": "Windpump Surgery",
    "your_email": "hay.winnow@windpump-surgery.example", "their_agency": "Adult Social Care (demo)",
}  # fmt: skip

NURSE, MANAGER = "hay.winnow@windpump-surgery.example", "saffron.millstone@windpump-surgery.example"
OFFICER = "yarrow.pumphouse@washland-icb.example"
THEIR_DESK, THEIR_MANAGER, THEIR_OFFICER = (
    f"{who}@lincolnshire-adults.example" for who in ("adults.duty.desk", "medlar.ploughshare", "elder.harrow")
)
OFFICE, REVIEW_GROUP = "snowdrop.haybarn@lincolnshire-boards.example", "campion.threshold@lincolnshire-boards.example"
CHAIR = "merlin.signpost@lowland-police.example"
COORDINATOR = Coordinator("lincolnshire", "tulip.spinney@lincolnshire-boards.example")
SATURDAY = 5

JUSTIFIED = done("2.check", "It is what the protocol is for.")
TALKED = done("3.liaise@o:We talked", "We talked, and do not agree.")
HELD = done("4.meeting", "All came. A joint visit is agreed.")
MINUTED = done("4.minutes", "In the boards' folder, under the reference.")
REFERRED = done("4-lessons.refer", "Nobody knew whom to ring.")
RECOMMENDED = done("4-lessons.recommendations:Adults", "Name the duty desk in the policy.")


def a_practice_nurse_raises_a_disagreement_about_an_adult(scene: Scene) -> str:
    raise_on_the_web(scene, "lincolnshire", NOTIFICATION)
    return str(scene.reader(THEIR_DESK).wait_for(scene.reference)["Subject"])


def the_nurse_moves_it_to_the_managers(scene: Scene) -> str:
    says(scene, NURSE, "NOT RESOLVED\nThe duty desk sees no need to visit.", "we have your disagreement")
    return str(scene.reader(THEIR_MANAGER).wait_for("NOT RESOLVED")["Subject"])


def the_manager_passes_the_gate_and_moves_it_on(scene: Scene) -> str:
    asked = scene.reader(MANAGER).wait_for("NOT RESOLVED")
    by_link(scene, MANAGER, asked, JUSTIFIED)
    scene.reader(MANAGER).reply(asked, "NOT RESOLVED\nThe managers do not agree either.")
    return str(scene.reader(THEIR_OFFICER).wait_for("NOT RESOLVED")["Subject"])


def the_liaison_officers_talk_and_are_asked_for_the_way_on(scene: Scene) -> str:
    asked = scene.reader(OFFICER).wait_for("NOT RESOLVED")
    by_link(scene, OFFICER, asked, TALKED)
    scene.reader(OFFICER).reply(asked, "NOT RESOLVED")
    scene.reader(OFFICER).wait_for("The choice is yours.")
    return str(scene.reader(THEIR_OFFICER).wait_for("The choice is yours.")["Subject"])


def they_choose_the_urgent_meeting_and_the_lessons_together(scene: Scene) -> str:
    acts(scene, COORDINATOR, "move", {"choice": ["4", "4-lessons"]})
    scene.mails[OFFICER] = scene.reader(OFFICER).wait_for("Urgent: independently chaired meeting")
    return str(scene.reader(OFFICE).wait_for("Set the date of the meeting")["Subject"])


def a_chair_is_named_and_the_meeting_has_a_date(scene: Scene) -> str:
    names(scene, COORDINATOR, "4.name-chair", "Merlin Signpost")
    scene.mails[CHAIR] = scene.reader(CHAIR).wait_for("you have been named")
    day = _next_weekday(today(scene))
    acts(scene, COORDINATOR, "meeting", {"choice": "4", **typed("on", day), "clock": "2pm"})
    invited = scene.reader(THEIR_OFFICER).wait_for("resolution meeting")
    turn_to(scene, day)
    return str(invited["Subject"])


def _next_weekday(day: date) -> date:
    return next(on for on in (day + timedelta(days=n) for n in (1, 2, 3)) if on.weekday() < SATURDAY)


def the_meeting_is_held_and_minuted(scene: Scene) -> str:
    by_link(scene, CHAIR, scene.mails[CHAIR], HELD)
    return by_link(scene, CHAIR, scene.mails[CHAIR], MINUTED)


def both_liaison_officers_say_that_it_is_resolved(scene: Scene) -> str:
    scene.reader(OFFICER).reply(scene.mails[OFFICER], "RESOLVED\nA joint visit on Friday.")
    says(scene, THEIR_OFFICER, "AGREE", "AGREE")
    return str(scene.reader(NURSE).wait_for("resolved at step 4")["Subject"])


def the_review_group_gets_the_lessons_and_recommends(scene: Scene) -> str:
    asked = scene.reader(OFFICER).wait_for("next Significant Incident Review Group")
    by_link(scene, OFFICER, asked, REFERRED)
    by_link(scene, REVIEW_GROUP, scene.reader(REVIEW_GROUP).wait_for("your part"), RECOMMENDED)
    return str(asked["Subject"])


def the_nurse_is_told_at_each_step_and_it_is_closed(scene: Scene) -> str:
    for teller in (THEIR_DESK, MANAGER, OFFICER, OFFICER, OFFICER):
        tells(scene, teller)
    acts(scene, COORDINATOR, "close")
    return str(scene.reader(NURSE).wait_for("is closed")["Subject"])


STEPS: tuple[Step, ...] = (
    a_practice_nurse_raises_a_disagreement_about_an_adult,
    the_nurse_moves_it_to_the_managers,
    the_manager_passes_the_gate_and_moves_it_on,
    the_liaison_officers_talk_and_are_asked_for_the_way_on,
    they_choose_the_urgent_meeting_and_the_lessons_together,
    a_chair_is_named_and_the_meeting_has_a_date,
    the_meeting_is_held_and_minuted,
    both_liaison_officers_say_that_it_is_resolved,
    the_review_group_gets_the_lessons_and_recommends,
    the_nurse_is_told_at_each_step_and_it_is_closed,
)
