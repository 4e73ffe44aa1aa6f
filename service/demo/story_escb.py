"""The ESCB in the story: a risk from the start, up the line twice, the sub-group, two chairs, and the panel's word.

No stage has a date: people move it on when they have talked.
"""

from service.demo.filling import raise_on_the_web, send_about_the_case
from service.demo.scene import CONFIRMED, Scene, Step, by_link, decided, done, says, tells
from service.demo.sitting import Coordinator, acts

NOTIFICATION = {
    "risk": "yes", "risk_rung": "The front door", "risk_rung_at": "Today, before I wrote this",
    "type": "threshold", "area": "ESCB", "stage": "1",
    "your_name": "Sandy Silt", "your_role": "Form tutor", "your_agency": "Slatefield High School",
    "your_email": "sandy.silt@slatefield-high.example", "their_agency": "Granite Community Health Trust",
    "lead_name": "Flint Moraine", "lead_email": "flint.moraine@slatefield-high.example",
}  # fmt: skip

TUTOR, MANAGER, LEAD = (f"{who}@slatefield-high.example" for who in ("sandy.silt", "flint.moraine", "beryl.escarpment"))
THEIR_MANAGER, THEIR_LEAD = "jade.feldspar@granite-health.example", "jasper.tuff@granite-health.example"
SUB_GROUP, INDEPENDENT_CHAIR = "cirrus.thundercloud@escb-board.example", "zephyr.skylark@escb-board.example"
PANEL = "aurora.daybreak@escb-board.example"
REPRESENTATIVES = ("opal.limestone@slatefield-high.example", "crystal.gneiss@granite-health.example")
COORDINATOR = Coordinator("escb", "gale.stormglass@escb-board.example")

LEARNED = "Nobody knew the protocol."
WRITTEN_UP = {
    "outcome": "not resolved", "risk": "no change", "reason": "They still see no risk.", "learned": LEARNED,
    "your_name": "Beryl Escarpment", "your_email": LEAD,
}  # fmt: skip
MEDIATED = decided("Look at the decision again together.")
INFORMED = done("5.inform", "I told her what the group has tried.")
DISCUSSED = done("5.discuss", "We talked on Monday.")
REVIEWED = decided("The decision does not fit the thresholds.")
DECIDED = decided("An assessment is made within the week.")


def a_tutor_says_that_a_child_is_at_immediate_risk(scene: Scene) -> str:
    raise_on_the_web(scene, "escb", NOTIFICATION)
    scene.reader(THEIR_MANAGER).wait_for("act today")
    return str(scene.reader(MANAGER).wait_for("act today")["Subject"])


def the_alert_is_answered_by_telephone(scene: Scene) -> str:
    acts(scene, COORDINATOR, "take-up")
    return str(scene.reader(TUTOR).wait_for("we have your disagreement")["Subject"])


def the_manager_moves_it_up_the_line(scene: Scene) -> str:
    says(scene, MANAGER, "NOT RESOLVED\nThe named professional sees no risk.")
    tells(scene, MANAGER)
    return str(scene.reader(THEIR_LEAD).wait_for("NOT RESOLVED")["Subject"])


def the_leads_take_it_up_the_line_once_more(scene: Scene) -> str:
    _ask_for_the_way_on(scene, "again")
    return str(scene.reader(THEIR_LEAD).wait_for("NOT RESOLVED")["Subject"])


def the_leads_bring_it_to_the_sub_group(scene: Scene) -> str:
    _ask_for_the_way_on(scene, "4")
    mail = scene.reader(SUB_GROUP).wait_for("brings this disagreement to you")
    by_link(scene, SUB_GROUP, mail, MEDIATED)
    return str(scene.reader(THEIR_LEAD).wait_for("a recommendation is made")["Subject"])


def _ask_for_the_way_on(scene: Scene, way: str) -> None:
    """The lead says that it is not resolved, is asked which way, and rings; then they tell the tutor."""
    says(scene, LEAD, "NOT RESOLVED")
    scene.reader(LEAD).wait_for("The choice is yours.")
    acts(scene, COORDINATOR, "move", {"choice": way})
    tells(scene, LEAD)


def the_sub_groups_chair_brings_in_the_independent_chair(scene: Scene) -> str:
    says(scene, LEAD, "NOT RESOLVED")
    scene.reader(SUB_GROUP).wait_for("The choice is yours.")
    acts(scene, COORDINATOR, "move", {"choice": "5"})
    tells(scene, LEAD)
    by_link(scene, SUB_GROUP, scene.reader(SUB_GROUP).wait_for("your part"), INFORMED)
    return str(scene.reader(INDEPENDENT_CHAIR).wait_for("brings this disagreement to you")["Subject"])


def the_independent_chair_reviews_the_decision(scene: Scene) -> str:
    mail = scene.reader(INDEPENDENT_CHAIR).wait_for("your part")
    by_link(scene, INDEPENDENT_CHAIR, mail, DISCUSSED)
    by_link(scene, INDEPENDENT_CHAIR, mail, REVIEWED)
    return str(scene.reader(LEAD).wait_for("a recommendation is made")["Subject"])


def the_lead_writes_it_up_and_confirms_it(scene: Scene) -> str:
    send_about_the_case(scene, "/escb/outcome", WRITTEN_UP)
    by_link(scene, LEAD, scene.reader(LEAD).wait_for("confirm your answer"), CONFIRMED)
    tells(scene, LEAD)
    return str(scene.reader(THEIR_LEAD).wait_for("stage 6")["Subject"])


def the_panel_decides(scene: Scene) -> str:
    by_link(scene, PANEL, scene.reader(PANEL).wait_for("brings this disagreement to you"), DECIDED)
    return str(scene.reader(TUTOR).wait_for("decided at")["Subject"])


def what_was_learned_reaches_both_board_representatives(scene: Scene) -> str:
    return " and ".join(str(scene.reader(one).wait_for(LEARNED)["Subject"]) for one in REPRESENTATIVES)


def the_tutor_is_told_and_it_is_closed(scene: Scene) -> str:
    tells(scene, LEAD)
    acts(scene, COORDINATOR, "close")
    return str(scene.reader(TUTOR).wait_for("is closed")["Subject"])


STEPS: tuple[Step, ...] = (
    a_tutor_says_that_a_child_is_at_immediate_risk,
    the_alert_is_answered_by_telephone,
    the_manager_moves_it_up_the_line,
    the_leads_take_it_up_the_line_once_more,
    the_leads_bring_it_to_the_sub_group,
    the_sub_groups_chair_brings_in_the_independent_chair,
    the_independent_chair_reviews_the_decision,
    the_lead_writes_it_up_and_confirms_it,
    the_panel_decides,
    what_was_learned_reaches_both_board_representatives,
    the_tutor_is_told_and_it_is_closed,
)
