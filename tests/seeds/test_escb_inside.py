"""The ESCB's policy inside one agency: the route is shown first, and two colleagues can settle it between them."""

import pytest

from service.app import create_app
from tests.intake.desk import refused
from tests.seeds.merseyside import owed, says, told
from tests.seeds.others import ESCB, filled, raised, raiser_says
from tests.web.seen import text
from tests.web.walking import raise_up_to, send

RAISER, GALE = ESCB.raiser, ESCB.coordinator
COLLEAGUE, MANAGER = "cairn.shale@slatefield-high.example", "flint.moraine@slatefield-high.example"
LEAD, REPRESENTATIVE = "beryl.escarpment@slatefield-high.example", "opal.limestone@slatefield-high.example"
STANDS_IN = "agate.scree@slatefield-high.example"  # for the manager
NAMED = {"their_agency": "", "their_name": "Cairn Shale", "their_role": "Year head", "their_email": COLLEAGUE}
INSIDE = {"type": "inside", **NAMED}


@pytest.fixture
def reference(house):
    """A case between two colleagues."""
    return raised(house, ESCB, **INSIDE)


def readers(house):
    """Whom anything was sent, by address."""
    house.sent()
    return {mail["To"].addresses[0].addr_spec for mail in house.out}


def of_the_school(house):
    return {address for address in readers(house) if address.endswith("@slatefield-high.example")}


def test_ESC_08_inside_an_agency_its_own_route_is_shown_first(house):
    browser = create_app(house.pages).test_client()
    said = text(raise_up_to(browser, filled(ESCB, **INSIDE), "own-agency", at="/escb/raise"))
    assert "take it to your own line manager or child protection adviser" in said
    assert "Nothing was sent" in said and "Finish here" in said
    assert house.all_cases() == []


def test_ESC_08_carried_on_it_is_settled_by_the_two_named_people(house):
    browser = create_app(house.pages).test_client()
    receipt = text(send(browser, filled(ESCB, **INSIDE), at="/escb/raise"))
    assert "The Year head at Slatefield High School has been asked to answer." in receipt
    [case] = house.all_cases()
    raiser_says(house, ESCB, "RESOLVED")
    assert house.case(case.reference).state == "open"
    says(house, COLLEAGUE, "AGREE")
    assert house.case(case.reference).state == "resolved"
    assert of_the_school(house) == {RAISER, COLLEAGUE, REPRESENTATIVE}


def test_the_colleague_may_say_it_first_and_then_whoever_raised_it_is_asked(house, reference):
    says(house, COLLEAGUE, "RESOLVED")
    assert house.case(reference).state == "open"
    says(house, RAISER, "NOT AGREED")
    assert house.case(reference).state == "open"
    raiser_says(house, ESCB, "RESOLVED")
    says(house, COLLEAGUE, "AGREE")
    assert house.case(reference).state == "resolved"


def test_nobody_else_of_their_agency_is_told_for_as_long_as_it_is_theirs(house, reference):
    house.turn(days=10)
    assert of_the_school(house) == {RAISER, COLLEAGUE}
    assert house.to("gale.stormglass@escb-board.example", "nobody answers for either")


def test_not_settled_it_goes_to_their_own_line_which_settles_it_alone(house, reference):
    raiser_says(house, ESCB, "NOT RESOLVED")
    assert "Hear both of them" in told(house, MANAGER, "colleague")
    assert of_the_school(house) == {RAISER, COLLEAGUE, MANAGER}
    says(house, MANAGER, "RESOLVED")
    assert house.case(reference).state == "resolved"
    assert "The line above both colleagues says" in told(house, COLLEAGUE, ": resolved")
    assert "The line above both colleagues says" in told(house, RAISER, ": resolved")


def test_the_colleague_has_no_word_about_the_stage_of_their_line(house, reference):
    raiser_says(house, ESCB, "NOT RESOLVED")
    says(house, COLLEAGUE, "RESOLVED")
    says(house, RAISER, "RESOLVED") if house.to(RAISER, "RESOLVED ") else raiser_says(house, ESCB, "RESOLVED")
    assert house.case(reference).state == "open"


def test_up_the_line_it_ends_with_the_coordinator_and_never_with_the_sub_group(house, parley, reference):
    raiser_says(house, ESCB, "NOT RESOLVED")
    says(house, MANAGER, "NOT RESOLVED")
    says(house, LEAD, "NOT RESOLVED")
    assert "inside-3.decide-how-to-go-on" in owed(parley, reference)
    assert "the ways on are" in refused(parley, reference, "move", "--to", "4", name=GALE)


def test_a_colleague_who_is_their_line_besides_does_not_settle_it_alone(house):
    raised(house, ESCB, **INSIDE | {"their_name": "Flint Moraine", "their_email": MANAGER})
    raiser_says(house, ESCB, "NOT RESOLVED")
    assert house.to(MANAGER, "has raised a disagreement") == []
    assert house.to(STANDS_IN, "has raised a disagreement")


def test_at_an_immediate_risk_it_begins_with_their_line(house, parley):
    reference = raised(house, ESCB, **INSIDE, risk="yes")
    assert "inside-2.hear" in owed(parley, reference)
    assert of_the_school(house) == {RAISER, MANAGER}


@pytest.mark.parametrize(
    ("risk", "here", "there"),
    [
        ("no", "We write to both of you", "We tell nobody else in your agency"),
        ("unsure", "to the line above you both at once", "Your colleague does not hear of it from us"),
    ],
)
def test_whom_it_goes_to_is_said_before_it_is_sent(house, risk, here, there):
    browser, answers = create_app(house.pages).test_client(), filled(ESCB, **INSIDE, risk=risk)
    assert here in text(raise_up_to(browser, answers, "own-agency", at="/escb/raise"))
    checked = text(raise_up_to(browser, answers, at="/escb/raise"))
    assert there in checked and "Which stage are you at?" not in checked


def test_the_page_of_the_stages_says_whose_they_are(house):
    said = text(create_app(house.pages).test_client().get("/escb/stages"))
    assert "The two colleagues who disagree Who: practitioner of the one agency" in said
    assert "Designated Lead for Child Protection of both agencies, together" in said
