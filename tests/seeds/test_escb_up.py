"""The ESCB's policy: up the line to the panel, the records on both sides, feedback, and what others can learn."""

import pytest

from tests.intake.desk import act, refused
from tests.seeds.merseyside import owed, says, shown, stored, told
from tests.seeds.others import (
    ESCB,
    NOT_SETTLED,
    SETTLED,
    chooses,
    confirms,
    raised,
    reads,
    simulated,
    written_up,
)

RAISER, GALE = ESCB.raiser, ESCB.coordinator
OURS, THEIRS, SERVICES = "Slatefield High School", "Granite Community Health Trust", "Children's Services (demo)"
OUR_MANAGER, THEIR_MANAGER = "flint.moraine@slatefield-high.example", "jade.feldspar@granite-health.example"
THEIR_PRACTITIONER, ADVISOR = "granite.duty.desk@granite-health.example", "cliff.sandstone@escb-children.example"
OUR_LEAD, THEIR_LEAD = "beryl.escarpment@slatefield-high.example", "jasper.tuff@granite-health.example"
QA_CHAIR, INDEPENDENT_CHAIR = "cirrus.thundercloud@escb-board.example", "zephyr.skylark@escb-board.example"
PANEL = "aurora.daybreak@escb-board.example"
REPRESENTATIVES = ("opal.limestone@slatefield-high.example", "crystal.gneiss@granite-health.example")


def up_the_line(house, parley, *stages):
    """A case that was not settled, and went on to each of those stages."""
    reference = raised(house, ESCB)
    for stage in stages:
        act(parley, reference, "move", "--to", stage, name=GALE)
        house.sent()
    return reference


def settled(house, parley):
    """A case that the two practitioners have settled."""
    reference = raised(house, ESCB)
    for side in ("o", "r1"):
        act(parley, reference, "resolved", "--for", side, name=GALE)
    assert house.case(reference).state == "resolved"
    return reference


def test_ESC_22_whoever_still_believes_the_child_at_risk_can_say_so_and_it_is_open_again(house, parley):
    reference = settled(house, parley)
    chooses(house, RAISER, "I am still concerned", "resolved at stage 1")
    assert house.case(reference).state == "open"


@pytest.mark.parametrize(
    ("agency", "kind", "post"),
    [(THEIRS, THEIR_MANAGER, "Named Professional"), (SERVICES, ADVISOR, "Child Protection Advisor")],
)
def test_ESC_23_a_line_manager_an_adviser_or_a_named_professional_holds_the_task(house, agency, kind, post):
    raised(house, ESCB, "2", their_agency=agency)
    assert f"You have this as {post}, {agency}." in told(house, kind, "Talk first")
    assert f"{post}, {agency}: 01632" in told(house, OUR_MANAGER, "colleague")


def test_ESC_24_the_own_manager_or_named_lead_hears_of_it_first(house):
    reference = raised(house, ESCB, "2")
    assert reference in house.last(OUR_MANAGER, "your colleague has raised a disagreement")["Subject"]
    assert "talk with your colleague" in told(house, OUR_MANAGER, "colleague").lower()


def test_ESC_25_up_the_line_is_repeated_and_each_turn_has_its_people(house, parley):
    reference = up_the_line(house, parley, "2", "3", "again")
    across = ("redirect", "--for", "r1", "--role", "designated_lead", "--to", THEIR_MANAGER)
    act(parley, reference, *across, name=GALE)
    act(parley, reference, "move", "--to", "again", name=GALE)
    turns = [(visit.stage, visit.turn) for visit in stored(house, reference).visits]
    assert turns[-3:] == [("3", 1), ("3", 2), ("3", 3)]
    assert len(house.to(THEIR_LEAD, "Up the line")) >= 2
    assert house.to(THEIR_MANAGER, "Up the line")


def test_ESC_26_the_named_professional_owes_the_feedback_at_this_stage(house, parley):
    feedback = owed(parley, up_the_line(house, parley, "2", "3"))["2.feedback"]
    assert (feedback["who"], feedback["agencies"]) == ("originating/manager", [OURS])


def test_ESC_27_the_designated_leads_are_in_touch_at_once_and_it_is_looked_at_the_next_morning(house, parley):
    reference = up_the_line(house, parley, "2", "3")
    liaise = owed(parley, reference)["3.liaise"]
    assert (liaise["why"], liaise["due"]) == ("at once", None)
    assert house.to(OUR_LEAD, "When: at once")
    house.turn(days=1)
    assert house.to(OUR_LEAD, "where does this stand?")


def test_ESC_28_the_sub_group_is_considered_with_a_reason_and_its_chair_is_written_to(house, parley):
    reference = up_the_line(house, parley, "2", "3")
    says(house, OUR_LEAD, "NOT RESOLVED")
    assert house.to(OUR_LEAD, "The choice is yours.")
    act(parley, reference, "move", "--to", "4", name=GALE)
    assert ("reason", {"why": "Agreed in a call with both."}) in [line[1:] for line in house.audited(reference)]
    assert reference in house.last(QA_CHAIR, "The procedure brings this disagreement to you.")["Subject"]


def test_ESC_29_the_groups_chair_is_asked_for_a_review_of_the_decision(house, parley):
    reference = up_the_line(house, parley, "2", "3", "4")
    assert "a review of the decision" in told(house, QA_CHAIR, "brings this disagreement to you")
    assert owed(parley, reference)["4.inform"]["with"] == "qa chair"


def test_ESC_30_mediation_in_the_text_and_review_in_the_chart_are_declared_as_read(parley):
    _, said, _ = parley("check", "--explain", "escb")
    assert "mediation [128, 235]: “to offer mediation / in order that the decision can be reviewed”" in said


def test_ESC_31_the_groups_chair_may_bring_in_the_independent_chair_for_a_reason(house, parley):
    reference = up_the_line(house, parley, "2", "3", "4")
    says(house, OUR_LEAD, "NOT RESOLVED")
    assert house.to(QA_CHAIR, "The choice is yours.")
    act(parley, reference, "move", "--to", "stay", name=GALE)
    assert house.case(reference).stage == "4"
    act(parley, reference, "move", "--to", "5", name=GALE)
    assert house.to(INDEPENDENT_CHAIR, "brings this disagreement to you")


def test_ESC_32_the_independent_chair_owes_a_talk_with_the_groups_chair(house, parley):
    discuss = owed(parley, up_the_line(house, parley, "2", "3", "4", "5"))["5.discuss"]
    assert (discuss["who"], discuss["with"]) == ("independent_chair", "qa chair")
    assert "Discuss it with the chair of the sub-group" in told(house, INDEPENDENT_CHAIR, "your part in this")


def test_ESC_33_the_panels_decision_is_final_and_dissent_stays_on_record(house, parley):
    reference = up_the_line(house, parley, "2", "3", "4", "5", "6")
    says(house, THEIR_LEAD, "NOT RESOLVED")
    chooses(house, PANEL, "I have decided", "brings this disagreement to you", "The plan is kept.")
    decided = stored(house, reference)
    assert (decided.state, decided.outcome) == ("resolved", "decided")
    assert decided.visit("6").says("r1") == "not resolved"


def test_ESC_34_no_deadline_is_invented(house, parley):
    assert simulated(parley, "escb") == simulated(parley, "escb", "--urgent") == {}
    needed = owed(parley, raised(house, ESCB))
    assert {duty["id"] for duty in needed.values() if duty["due"]} == {"1.acknowledge@r1"}
    house.sent()
    assert not [str(mail["Subject"]) for mail in house.out if " by " in str(mail["Subject"])]


def test_ESC_35_every_party_ticks_its_record_at_each_stage_and_both_can_open_what_is_written(house, parley):
    reference = up_the_line(house, parley, "2")
    ticks = {(one["stage"], one["agency"]) for one in shown(parley, reference)["on_file"]}
    assert ticks == {("1", OURS), ("1", THEIRS)}
    for side in (RAISER, THEIR_PRACTITIONER):
        assert "Not to visit" in reads(house, side, "this has moved on")


def test_ESC_36_both_sides_open_the_same_written_confirmation_of_the_outcome(house, parley):
    reference = raised(house, ESCB, "2")
    written_up(house, ESCB, reference, OUR_MANAGER, **SETTLED)
    confirms(house, OUR_MANAGER)
    for side in (OUR_MANAGER, THEIR_MANAGER):
        assert "A joint visit." in reads(house, side)
    outcome = next(one for one in shown(parley, reference)["written"] if one["kind"] == "outcome")
    assert outcome["opened_by"] == "o, r1"


def test_ESC_37_what_is_outstanding_is_somebodys_to_follow_up_by_a_date(house, parley):
    reference = raised(house, ESCB, "2")
    outstanding = f"Who reads the file; {THEIRS}; 11 December 2026"
    written_up(house, ESCB, reference, OUR_MANAGER, **NOT_SETTLED, outstanding=outstanding)
    confirms(house, OUR_MANAGER)
    followed_up = owed(parley, reference)["2.outstanding"]
    assert (followed_up["agencies"], followed_up["due"][:10]) == ([THEIRS], "2026-12-11")


def test_ESC_38_each_side_ticks_that_it_is_on_the_childs_file(house, parley):
    reference = up_the_line(house, parley, "2")
    chooses(house, THEIR_PRACTITIONER, "It is on file: child's case file", "this has moved on")
    kept = {one["agency"]: one["kept"] for one in shown(parley, reference)["on_file"]
            if one["record"] == "child's case file or agency database"}  # fmt: skip
    assert kept == {OURS: False, THEIRS: True}


def test_ESC_39_whoever_raised_it_hears_after_every_move(house, parley):
    up_the_line(house, parley, "2", "3", "4")
    assert len(house.to(RAISER, "what has happened")) == 3


def test_ESC_40_feedback_is_met_by_the_persons_own_words_and_by_no_mail_of_ours(house, parley):
    reference = up_the_line(house, parley, "2", "3")
    assert house.to(RAISER, "what has happened") and "2.feedback" in owed(parley, reference)
    chooses(house, OUR_MANAGER, "I have told the person who raised it", "give feedback", "I rang her on Monday.")
    assert "2.feedback" not in owed(parley, reference)
    assert "I rang her on Monday." in reads(house, RAISER, "this has moved on")


def test_ESC_41_nothing_is_closed_while_the_designated_lead_owes_feedback(house, parley):
    reference = up_the_line(house, parley, "2", "3")
    for side in ("o", "r1"):
        act(parley, reference, "resolved", "--for", side, name=GALE)
    for stage in ("1", "2"):
        act(parley, reference, "feedback", "--duty", f"{stage}.feedback", name=GALE)
    assert refused(parley, reference, "close", name=GALE).strip().endswith("these are owed: 3.feedback.")
    assert owed(parley, reference)["3.feedback"]["who"] == "originating/designated_lead"


def test_ESC_42_what_can_be_learned_goes_to_each_agencys_representative_without_the_child(house, parley):
    reference = raised(house, ESCB)
    written_up(house, ESCB, reference, RAISER, **SETTLED, learned="Nobody knew the protocol.")
    confirms(house, RAISER)
    says(house, THEIR_PRACTITIONER, "AGREE")
    for representative in REPRESENTATIVES:
        said = told(house, representative, "learn")
        assert "Nobody knew the protocol." in said and "Z.Q." not in said


def test_ESC_43_what_was_learned_has_a_place_to_go_a_standing_and_a_date(house, parley):
    reference = raised(house, ESCB)
    item = ("undertake", "--plan", "learning", "--for", "-", "--until", "2027-01-29", "--as", GALE)
    parley("case", reference, *item, "--why", "To the Quality Assurance Sub Group: name the protocol in training.")
    assert owed(parley, reference)["1.learning"]["due"].startswith("2027-01-29")
    assert "To the Quality Assurance Sub Group" in reads(house, THEIR_PRACTITIONER)
    act(parley, reference, "done", "--duty", "1.learning", name=GALE)
    assert stored(house, reference).duty("1.learning").standing == "done"


def test_ESC_44_a_wish_for_a_debrief_reaches_the_lead_and_training_is_on_record(house):
    reference = raised(house, ESCB)
    wish = {"debrief": "yes", "training": "How thresholds are read."}
    assert written_up(house, ESCB, reference, RAISER, **NOT_SETTLED, **wish)["training"] == wish["training"]
    confirms(house, RAISER)
    assert "a debrief would help" in told(house, OUR_MANAGER, "debrief")


def test_ESC_46_settled_is_what_both_agencies_say_and_whoever_raised_it_may_reopen_it(house, parley):
    reference = raised(house, ESCB, "2")
    says(house, OUR_MANAGER, "RESOLVED")
    assert house.case(reference).state == "open"
    says(house, THEIR_MANAGER, "AGREE")
    chooses(house, RAISER, "I am still concerned", "resolved at stage 2")
    assert house.case(reference).state == "open"
