"""Sefton's briefing, played: the workers, their managers, the directors, the Chair; and what is recorded on the way."""

import json
import re

import pytest

from forms.notification import NotificationForm
from service.intake.raising.choices import choices
from tests.escalation.stories import PROCEDURES
from tests.intake.desk import act
from tests.intake.house import BUSINESS, HEALTH, NOTIFICATION, SCHOOL, SCHOOL_DIRECTOR, TEACHER, reply
from tests.seeds.merseyside import (
    CONCERN,
    SPOKEN,
    chooses,
    kept,
    owed,
    page,
    says,
    screen,
    settle,
    shown,
    simulated,
    stored,
    ticks,
    told,
)
from tests.web.seen import text, tree

OTHER_WORKER = "drift.pebble@dunelands-health.example"
SCHOOLS_TEAM_MANAGER = "hazel.sandwort@marram-primary.example"
TRUSTS_TEAM_MANAGER = "martin.knot@dunelands-health.example"  # who stands in: the team manager is away
SCHOOLS_SERVICE_MANAGER = "bryony.seakale@marram-primary.example"
TRUSTS_SERVICE_MANAGER = "jay.turnstone@dunelands-health.example"
TRUSTS_DIRECTOR = "phoebe.godwit@dunelands-health.example"
CHAIR = "ebb.springtide@sefton-partnership.example"
TO_RAISE_IT = "Done: Raise it with your own director or head of service"


@pytest.fixture
def at_the_directors(house):
    """A case that the managers did not settle."""
    reference = house.notify().reference
    says(house, SCHOOL, "NOT RESOLVED")
    return reference


@pytest.fixture
def at_the_chair(house, at_the_directors):
    says(house, SCHOOL_DIRECTOR, "NOT RESOLVED")
    return at_the_directors


def test_SEF_02_to_challenge_with_respect_and_to_escalate_is_a_responsibility(house):
    start = text(page(house, "/sefton/"))
    assert "It is your responsibility to challenge with respect, and to escalate what is not settled." in start


def test_SEF_03_a_page_shows_the_stages_in_plain_words_with_the_dates_of_an_example(house):
    shown_there = text(page(house, "/sefton/stages"))
    titles = ["Stage 1: The workers try", "Stage 2: The managers talk", "Stage 3: The directors", "The LSCB Chair"]
    places = [shown_there.index(title) for title in titles]
    assert places == sorted(places)
    assert "A concern arises at 10am on Monday 30 November 2026" in shown_there
    assert "Director or Head of Service of both agencies, together by 5pm on Friday 18 December 2026" in shown_there


def test_SEF_04_an_immediate_risk_is_escalated_at_once_and_no_next_day_is_named(parley):
    _, said, _ = parley("simulate", "sefton", "--from", CONCERN, "--urgent")
    first, ring, escalate, *rows = said.splitlines()
    assert first.endswith("with an immediate risk") and ring.startswith("Ring first: 999")
    assert escalate == "Escalate your concern immediately: at once"
    (urgent,) = [row for row in rows if row.startswith("urgent")]
    assert not re.search(r"\b\d\d:\d\d\b", urgent) and urgent.endswith("at once")


def test_SEF_06_there_are_three_key_stages_with_their_time_limits(parley):
    _, said, _ = parley("simulate", "sefton", "--from", CONCERN)
    dated = [row[0] for row in said.splitlines() if "17:00" in row]
    assert dated == ["1", "2", "3", "3"]


def test_SEF_07_the_page_names_its_source_and_links_the_full_procedure(house):
    brief = page(house, "/sefton/stages")
    assert "Sefton LSCB escalation briefing; full text in section 17 of its manual" in text(brief)
    assert tree(brief).xpath("//a[@href='/sefton/stages/sefton-manual']")
    assert "Section 17 of the manual" in text(page(house, "/sefton/stages/sefton-manual"))
    assert page(house, "/sefton/stages/escb").status_code == 404


def test_SEF_08_a_complaint_leaves_by_its_own_page_and_nothing_is_sent(house):
    left = screen(house, "sefton", "instead", type="exit complaint")
    assert "This procedure does not replace your agency's statutory complaints process." in text(left)
    assert house.all_cases() == [] and house.sent() == []


def test_SEF_09_the_workers_try_first(house, parley):
    named = {"their_name": "Drift Pebble", "their_email": OTHER_WORKER, "their_role": "Health visitor"}
    reference = house.notify(stage="1", **named).reference
    assert owed(parley, reference)["1.act"]["who"] == "originating/practitioner"
    assert "Take it up with the other worker" in told(house, TEACHER, "we have your disagreement")
    assert "Talk first. Ring the person named below" in told(house, OTHER_WORKER, "NOT RESOLVED")


def test_SEF_10_what_they_do_not_settle_goes_to_the_safeguarding_lead_and_the_team_manager(house):
    reference = house.notify(stage="1").reference
    house.receive(reply(house.last(TEACHER, "we have your disagreement"), "NOT RESOLVED"))
    for reader in (SCHOOL, SCHOOLS_TEAM_MANAGER):
        assert reference in told(house, reader, "A colleague at your agency has raised a disagreement.")
    assert "Take it to your own safeguarding lead, your team manager or both" in told(house, TEACHER, "your part")


def test_SEF_11_they_act_within_two_working_days_of_the_concern(parley):
    assert simulated(parley, "sefton", "1 act") == "Wed 25 Nov 2026 17:00"


def test_SEF_12_reasons_with_evidence_are_needed(house):
    asked = text(screen(house, "sefton", "disagreement"))
    assert "Why do you disagree? Use evidence and your area's levels of need" in asked
    faults = NotificationForm.read(NOTIFICATION | {"reasons": " "}, choices(house.service, "sefton"))
    assert [fault.message for fault in faults] == ["Enter why you disagree"]


def test_SEF_13_the_escalation_is_recorded_by_each_side(house, parley):
    reference = house.notify(stage="1").reference
    house.receive(reply(house.last(TEACHER, "we have your disagreement"), "NOT RESOLVED"))
    assert shown(parley, reference)["history"][-1].split()[2] == "NotResolved"
    sides = {"Marram Primary School": False, "Dunelands Community Health Trust": False}
    assert ticks(parley, reference, "1", "record of the escalation") == sides
    act(parley, reference, "on-file", "--stage", "1", "--record", "record of the escalation")
    assert ticks(parley, reference, "1", "record of the escalation") == sides | {"Marram Primary School": True}


def test_SEF_14_the_managers_of_both_sides_are_asked_to_talk(house):
    house.notify()
    of_the_trust = "- Safeguarding Lead, Dunelands Community Health Trust: 01632 960116"
    for ours in (SCHOOL, SCHOOLS_TEAM_MANAGER):
        assert of_the_trust in told(house, ours, "NOT RESOLVED")
    for theirs in (HEALTH, TRUSTS_TEAM_MANAGER):
        assert "- Team Manager, Marram Primary School: 01632 960105" in told(house, theirs, "NOT RESOLVED")


def test_SEF_15_the_receiving_service_manager_convenes_the_meeting(house, parley):
    reference = house.notify().reference
    assert owed(parley, reference)["2.meeting"]["agencies"] == ["Dunelands Community Health Trust"]
    asked = told(house, TRUSTS_SERVICE_MANAGER, reference)
    assert "You have this as Service Manager, Dunelands Community Health Trust." in asked
    assert "- Convene a meeting, unless the managers have agreed first By: Wednesday 2 December 2026, 5pm" in asked


def test_SEF_16_the_meeting_is_within_a_further_five_working_days(parley):
    assert simulated(parley, "sefton", "2 meeting") == "Wed 02 Dec 2026 17:00"


def test_SEF_17_further_is_read_as_from_the_opening_of_stage_2_whenever_the_talk_failed(house, parley):
    read = {one.key: one.read_as for one in PROCEDURES["sefton"].interpretations}
    assert read["further"].startswith("Five working days from the opening of stage 2")
    reference = house.notify().reference
    before = owed(parley, reference)["2.meeting"]["due"]
    house.turn(days=2)
    chooses(house, SCHOOL, "Done: Discuss the concerns and the response with the opposite manager", "NOT RESOLVED")
    assert owed(parley, reference)["2.meeting"]["due"] == before


@pytest.mark.parametrize("stage", ["1", "2"])
def test_SEF_18_the_partnership_hears_once_that_the_procedure_is_invoked_when_stage_2_opens(house, stage):
    house.notify(stage=stage)
    if stage == "1":
        assert not house.to(BUSINESS, "The procedure has been invoked")
        house.receive(reply(house.last(TEACHER, "we have your disagreement"), "NOT RESOLVED"))
    assert house.to(BUSINESS, "The procedure has been invoked")
    says(house, SCHOOL, "NOT RESOLVED")
    says(house, SCHOOL_DIRECTOR, "NOT RESOLVED")
    assert len(house.to(BUSINESS, "The procedure has been invoked")) == 1


def test_SEF_19_its_form_notifies_at_stage_2_and_keeps_when_stage_1_was(house):
    asked = text(screen(house, "sefton", "stage", **SPOKEN))
    assert "Stage 2: The managers talk, then meet" in asked
    reference = house.notify(id="at stage 2", **SPOKEN, **{"concern_on-day": "20"}).reference
    assert house.case(reference).stage == "2"
    case_id, answers = kept(house, "at stage 2")
    assert case_id == house.case(reference).id
    assert (answers["concern_on"], answers["spoken_on"], answers["spoken_how"]) == ("2026-11-20", "2026-11-24", "phone")
    assert f"{stored(house, reference).moments['concern']:%d %B}" == "20 November"


def test_SEF_20_cases_and_resolutions_are_counted_by_period_agency_stage_and_result(house, parley):
    house.notify(stage="1", type="threshold")
    house.pass_time(days=7)
    settled = house.notify(type="other", type_other="Who rings first").reference
    settle(house, SCHOOL, HEALTH)
    moved = house.notify(type="threshold").reference
    says(house, SCHOOL, "NOT RESOLVED")
    everything = counted(parley)
    assert (everything["cases"], everything["raised by"]) == (3, {"Marram Primary School": 3})
    assert everything["asked"] == {"Dunelands Community Health Trust": 3}
    assert everything["result"] == {"not resolved": 2, "resolved": 1}
    since = counted(parley, "--from", "2026-12-01", "--until", "2026-12-31")
    assert (since["cases"], since["stage reached"]) == (2, {"2": 1, "3": 1})
    assert house.case(settled).state == "resolved" and house.case(moved).stage == "3"


def counted(parley, *more):
    status, said, why_not = parley("count", "sefton", *more, "--json")
    assert status == 0, why_not
    return json.loads(said)


def test_SEF_21_the_service_manager_raises_it_with_the_director_within_two_working_days(parley):
    assert simulated(parley, "sefton", "3 raise-with-director") == "Fri 04 Dec 2026 17:00"


def test_SEF_22_the_opposite_manager_owes_the_same_and_one_who_is_late_does_not_hide_the_other(
    house, parley, at_the_directors
):
    ours, theirs = "3.raise-with-director@o", "3.raise-with-director@r1"
    assert {ours, theirs} <= owed(parley, at_the_directors).keys()
    chooses(house, SCHOOLS_SERVICE_MANAGER, TO_RAISE_IT)
    house.turn(days=5)
    assert at_the_directors in told(house, TRUSTS_SERVICE_MANAGER, "reply was due Fri 27 November")
    assert not house.to(SCHOOLS_SERVICE_MANAGER, "reply was due")
    needed = owed(parley, at_the_directors)
    assert theirs in needed and ours not in needed


def test_SEF_23_the_directors_meet_within_five_working_days(parley):
    assert simulated(parley, "sefton", "3 directors-meet") == "Fri 11 Dec 2026 17:00"


def test_SEF_24_what_the_directors_do_not_settle_comes_to_the_business_manager(house, parley, at_the_chair):
    assert "- Refer the matter to the LSCB Chair" in told(house, BUSINESS, "your part in this")
    assert owed(parley, at_the_chair)["chair.refer"]["who"] == "business_manager"


def test_SEF_25_the_chair_is_written_to_and_without_a_clock_it_is_looked_at_again(house, parley, at_the_chair):
    assert at_the_chair in told(house, CHAIR, "The procedure brings this disagreement to you.")
    assert owed(parley, at_the_chair)["chair.refer"]["due"] is None
    house.turn(days=5)
    assert at_the_chair in told(house, BUSINESS, "where does this stand?")
    assert not house.to(BUSINESS, "reply was due")


def test_SEF_26_the_chairs_decision_ends_it(house, at_the_chair):
    chooses(house, CHAIR, "decided", "The procedure brings this disagreement to you.")
    decided = stored(house, at_the_chair)
    assert (decided.state, decided.outcome) == ("resolved", "decided")
    read = {one.key: one.read_as for one in PROCEDURES["sefton"].interpretations}
    assert read["chair"] == "The Chair's decision ends the disagreement; dissent is recorded."


def test_SEF_27_each_agency_says_at_each_stage_that_its_record_of_the_discussions_is_kept(
    house, parley, at_the_directors
):
    record = "record of the discussions"
    chooses(house, HEALTH, f"on_file:{record}", "NOT RESOLVED")
    assert ticks(parley, at_the_directors, "2", record) == {
        "Marram Primary School": False, "Dunelands Community Health Trust": True
    }
    says(house, SCHOOL_DIRECTOR, "NOT RESOLVED")
    assert set(ticks(parley, at_the_directors, "3", record).values()) == {False}


def test_SEF_28_time_limits_are_reminded_of_before_on_the_day_and_after(house):
    house.notify()
    house.sent()
    subjects = []
    for days in (6, 1, 1):
        house.turn(days=days)
        subjects.append(house.last(TRUSTS_SERVICE_MANAGER)["Subject"].partition(": ")[2])
    assert subjects == ["reply by Wed 2 December", "reply today", "reply was due Wed 2 December"]


def test_SEF_29_everything_is_recorded_and_logged_at_every_stage(house, parley, at_the_chair):
    chooses(house, CHAIR, "decided", "The procedure brings this disagreement to you.")
    events = [line.split()[2] for line in shown(parley, at_the_chair)["history"]]
    assert events == ["Notified", "NotResolved", "NotResolved", "Decided"]
    audited = [action for _, action, _ in house.audited(at_the_chair)]
    assert [action for action in audited if action in events] == events
    assert house.audit_faults() == []
