"""The joint protocol of the adults' board and the children's partnership: its first three steps, and its records."""

from datetime import date

import pytest

from service.mail.sending.templates import kinds, render
from tests.intake.desk import TULIP, act, refused
from tests.mail.mail_values import EVERYTHING
from tests.seeds.merseyside import owed, says, screen, shown, told
from tests.seeds.others import (
    LINCOLNSHIRE,
    NOT_SETTLED,
    SETTLED,
    chooses,
    confirms,
    raised,
    raiser_says,
    reads,
    simulated,
    written_up,
)
from tests.web.seen import text

RAISER, COORDINATOR = LINCOLNSHIRE.raiser, "tulip.spinney@lincolnshire-boards.example"
THEIR_PRACTITIONER = "health.visiting.desk@reedbed-health.example"
OUR_MANAGER, THEIR_MANAGER = "clover.haywain@sluice-bank.example", "bittern.reedmace@reedbed-health.example"
OUR_SLO, THEIR_SLO = "tansy.meadowsweet@sluice-bank.example", "teal.waterlily@reedbed-health.example"
COMMISSIONERS_SLO = "betony.floodgate@washland-icb.example"
ADULTS_SLO = "sedge.marshfrog@reedbed-health.example"
PLAN = "A joint visit; the health visitor; 4 December 2026"
OURS, THEIRS = "Sluice Bank Primary School", "Reedbed Community Health Trust"


@pytest.fixture
def first(house):
    """A case at step 1."""
    return raised(house, LINCOLNSHIRE)


@pytest.fixture
def second(house, first):
    """A case that the practitioners did not settle."""
    raiser_says(house, LINCOLNSHIRE, "NOT RESOLVED")
    return first


@pytest.fixture
def third(house, second):
    """A case that the managers did not settle either."""
    says(house, OUR_MANAGER, "NOT RESOLVED")
    return second


def test_LAB_01_the_form_asks_child_adult_or_both_and_an_adults_case_goes_to_the_adults_directory(house, parley):
    asked = text(screen(house, "lincolnshire", "further", **LINCOLNSHIRE.form))
    assert "Which board is it for? (optional) Adults Children Both" in asked
    reference = raised(house, LINCOLNSHIRE, subject="adult", further_board="Adults")
    act(parley, reference, "move", "--to", "3", name=TULIP)
    assert house.to(ADULTS_SLO, "Talk first") and not house.to(THEIR_SLO)


def test_LAB_03_mails_begin_with_whom_to_ring_and_none_says_that_a_reply_is_enough(house, first):
    below = told(house, THEIR_PRACTITIONER, "Talk first").partition("---- ")[2]
    assert below.startswith(f"Ring first: Class teacher, {OURS}")
    asked = text(screen(house, "lincolnshire", "discussions", **LINCOLNSHIRE.form, spoken="disagree"))
    assert "Email or letter only Speak to them as well if you can" in asked
    mails = [" ".join(render(kind, EVERYTHING)[1].split()) for kind in kinds()]
    ask_for_a_word = [mail for mail in mails if "Put one of these on the first line of a reply" in mail]
    assert ask_for_a_word and all("It does not take the place of talking." in mail for mail in ask_for_a_word)


def test_LAB_05_a_step_is_left_out_only_for_a_reason_and_the_audit_shows_it(house, parley, first):
    assert "Say who acts and why" in parley("case", first, "move", "--to", "3", "--as", TULIP)[2]
    act(parley, first, "move", "--to", "3", name=TULIP)
    details = [detail for _, _, detail in house.audited(first)]
    assert {"says": "Missed out, for a reason: 2"} in details
    assert {"why": "Agreed in a call with both."} in details


def test_LAB_06_both_sides_owe_the_talk(parley, first):
    assert owed(parley, first)["1.talk"]["agencies"] == [OURS, THEIRS]


def test_LAB_09_an_acknowledgement_is_asked_for_and_shows_from_the_first_day_until_it_comes(house, parley, first):
    assert "SEEN you have this" in told(house, THEIR_PRACTITIONER, "Talk first")
    assert "1.acknowledge@r1" in owed(parley, first)
    says(house, THEIR_PRACTITIONER, "SEEN")
    assert "1.acknowledge@r1" not in owed(parley, first)


def test_LAB_10_the_plan_is_due_in_two_working_days(parley):
    assert simulated(parley, "lsab-lscp")["1 plan"] == "Wed 25 Nov 17:00"


def test_LAB_11_a_friday_case_is_shown_both_readings_of_48_hours(parley):
    _, said, _ = parley("simulate", "lsab-lscp", "--from", "2026-11-27T10:00")
    assert "Tue 01 Dec 2026 17:00  2 working days after this was opened on Friday 27 November 2026" in said
    both = "“within 48 hours (2 working days)” is read as: Two working days, close of business; not 48 hours."
    assert both in said


def test_LAB_12_what_the_plan_says_is_owed_by_its_own_date_reminded_of_and_late(house, parley, first):
    plan = f"A home visit; {THEIRS}; 2 December 2026"
    written_up(house, LINCOLNSHIRE, first, RAISER, **SETTLED, actions=plan)
    confirms(house, RAISER)
    says(house, THEIR_PRACTITIONER, "AGREE")
    chooses(house, THEIR_PRACTITIONER, "I have told the person", "give feedback", "I rang her.")
    assert owed(parley, first)["1.action"]["due"].startswith("2026-12-02")
    house.turn(days=7)
    assert "- Do what you undertook By: Wednesday 2 December 2026" in told(house, THEIR_PRACTITIONER, "reply today")
    house.turn(days=1)
    assert house.to(THEIR_PRACTITIONER, "reply was due Wed 2 December")


def test_LAB_13_each_professional_owes_a_talk_with_their_own_manager(house, parley, second):
    needed = owed(parley, second)
    assert needed["2.tell-manager@o"]["agencies"] == [OURS]
    assert needed["2.tell-manager@r1"]["agencies"] == [THEIRS]
    assert "support them" in told(house, OUR_MANAGER, "colleague")
    assert f"You have this as Line manager, {THEIRS}." in told(house, THEIR_MANAGER, "Talk first")


def test_LAB_14_a_manager_who_finds_it_not_justified_says_why_and_the_case_stays_open(house, second):
    why = "It is about a policy, and about no child."
    chooses(house, OUR_MANAGER, "No: Is the concern justified", "colleague", why)
    assert house.to(RAISER, "has said no") and house.to(COORDINATOR, "has said no")
    assert why in reads(house, RAISER, "this has moved on")
    assert house.case(second).state == "open"


def test_LAB_15_both_managers_have_each_others_telephone(house, second):
    assert f"Line manager, {THEIRS}: 01632 960216" in told(house, OUR_MANAGER, "colleague")
    assert f"Line manager, {OURS}: 01632 960201" in told(house, THEIR_MANAGER, "Talk first")


def test_LAB_16_senior_managers_can_be_consulted_with_no_clock_and_it_is_on_record(house, parley, second):
    assert owed(parley, second)["2.consult@o"]["due"] is None
    chooses(house, OUR_MANAGER, "done:2.consult@o", "colleague", "She agrees with us.")
    assert ("the procedure", "recorded", {"says": "2.consult@o is done"}) in house.audited(second)


def test_LAB_17_discussion_and_plan_of_the_managers_are_due_in_five_working_days(house, parley, second):
    assert simulated(parley, "lsab-lscp")["2 plan"] == "Wed 02 Dec 17:00"
    assert "- Discuss it, and agree a plan of action with timescales By: " in told(house, OUR_MANAGER, "colleague")


def managers_settle_it(house):
    """Both say so in a word, and nothing of what will be done."""
    says(house, OUR_MANAGER, "RESOLVED")
    says(house, THEIR_MANAGER, "AGREE")


def test_LAB_18_what_the_managers_settle_needs_an_action_with_a_date_before_it_is_closed(house, parley, second):
    managers_settle_it(house)
    assert "/lincolnshire/outcome" in told(house, OUR_MANAGER, "a report is needed")
    assert "2.timescales" in refused(parley, second, "close", name=TULIP)
    written_up(house, LINCOLNSHIRE, second, OUR_MANAGER, **SETTLED)
    confirms(house, OUR_MANAGER)
    assert "2.timescales" in owed(parley, second)
    written_up(house, LINCOLNSHIRE, second, OUR_MANAGER, **SETTLED, actions=PLAN)
    confirms(house, OUR_MANAGER)
    assert "2.timescales" not in owed(parley, second)


def test_LAB_18_managers_whose_outcome_says_what_is_done_by_when_are_asked_nothing_more(house, parley, second):
    written_up(house, LINCOLNSHIRE, second, OUR_MANAGER, **SETTLED, actions=PLAN)
    confirms(house, OUR_MANAGER)
    says(house, THEIR_MANAGER, "AGREE")
    assert "2.timescales" not in owed(parley, second)
    assert not house.to(OUR_MANAGER, "a report is needed")


def test_LAB_19_the_senior_liaison_officer_is_contacted_at_once_and_it_shows_until_then(house, parley, third):
    assert third in house.last(OUR_SLO, "Talk first")["Subject"]
    assert owed(parley, third)["3.contact"]["why"] == "at once"
    says(house, OUR_SLO, "SEEN")
    chooses(house, OUR_MANAGER, "Done: Contact your own Senior Liaison Officer", "your part, now")
    assert not {"3.contact", "3.acknowledge@o"} & set(owed(parley, third))


def test_LAB_20_the_two_senior_liaison_officers_are_asked_to_talk(house, third):
    assert f"Senior Liaison Officer, {THEIRS}: 01632" in told(house, OUR_SLO, "Talk first")
    assert f"Senior Liaison Officer, {OURS}: 01632" in told(house, THEIR_SLO, "Talk first")


def test_LAB_20_a_surgerys_part_is_its_commissioners_officers(house, parley):
    surgery = {"your_agency": "Windpump Surgery", "your_email": "hay.winnow@windpump-surgery.example"}
    reference = raised(house, LINCOLNSHIRE, **surgery)
    act(parley, reference, "move", "--to", "3", name=TULIP)
    assert "Senior Liaison Officer, Washland Integrated Care Board: 01632" in told(house, THEIR_SLO, "Ring first")
    says(house, COMMISSIONERS_SLO, "RESOLVED")
    says(house, THEIR_SLO, "AGREE")
    assert house.case(reference).state == "resolved"


def test_LAB_21_a_senior_liaison_officer_may_advise_while_the_managers_carry_on(house, parley, third):
    chooses(house, OUR_SLO, "Done: I advised; the managers carry on")
    assert "3.liaise@o" not in owed(parley, third)
    assert house.case(third).stage == "3"


def test_LAB_22_their_plan_is_due_in_two_working_days(parley):
    assert simulated(parley, "lsab-lscp")["3 plan"] == "Fri 04 Dec 17:00"


def test_LAB_23_a_resolution_meeting_gets_its_date_and_what_was_learned_is_brought_forward(house, parley, third):
    chooses(house, OUR_SLO, "The meeting has a date", "Talk first", on=date(2026, 12, 1))
    for side in (OUR_SLO, THEIR_SLO):
        assert house.to(side, "When: Tuesday 1 December 2026")
    written_up(house, LINCOLNSHIRE, third, OUR_SLO, **NOT_SETTLED, learned="Ring before the letter goes.")
    confirms(house, OUR_SLO)
    assert "3.learning" in owed(parley, third)


def test_LAB_35_people_are_reminded_of_what_is_due(house, first):
    house.turn(days=2)
    due = "- Agree a plan of action with timescales By: Friday 27 November 2026"
    for side in (RAISER, THEIR_PRACTITIONER):
        assert due in told(house, side, "reply today")


def test_LAB_36_both_sides_open_and_file_the_same_written_outcome_and_it_shows_who_has(house, parley, second):
    written_up(house, LINCOLNSHIRE, second, OUR_MANAGER, **NOT_SETTLED)
    confirms(house, OUR_MANAGER)
    for seen_by, side in (("", OUR_MANAGER), ("o", THEIR_MANAGER)):
        assert opened_outcome(parley, second) == seen_by
        assert "They do not see a risk." in reads(house, side)
    assert opened_outcome(parley, second) == "o, r1"


def opened_outcome(parley, reference):
    """Which sides have opened the outcome of step 2."""
    written = shown(parley, reference)["written"]
    return next(one["opened_by"] for one in written if (one["kind"], one["stage"]) == ("outcome", "2"))


def test_LAB_37_each_agency_ticks_its_own_record_at_each_step(house, parley, second):
    chooses(house, RAISER, "It is on file: single agency record", "this has moved on")
    ticks = [(one["stage"], one["agency"], one["kept"]) for one in shown(parley, second)["on_file"]
             if one["record"] == "single agency record"]  # fmt: skip
    assert ticks == [("1", OURS, True), ("1", THEIRS, False)]
