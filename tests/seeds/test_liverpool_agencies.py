"""Liverpool's agency representation: who of which agency is written to at which stage, and what a gap does."""

import re

import pytest

from tests.intake.desk import UMBER, act
from tests.seeds.merseyside import (
    BOARD_MEMBER,
    COORDINATORS,
    HEAD,
    HEALTH,
    LEAD,
    OTHER_SCHOOL,
    POLICE,
    RAISERS,
    SCHOOL,
    SCHOOLS_OFFICER,
    SERVICES,
    behind,
    chooses,
    load,
    raised,
    stored,
    told,
)

OF_NO_SERVICE = "liverpool-children.example,Service Manager,,"  # who holds that post without one
SUPERINTENDENT, CHIEF_INSPECTOR = "thistle.drawbridge@quayside-police.example", "jetty.fender@quayside-police.example"


def line(agency, kind, post, address):
    """A line of the directory."""
    name, domain = address.partition("@")[::2]
    return f"liverpool,{agency},{kind},{domain},{post},,{name},{address},01632 960197,L1,,,,,,,"


def asks(house, agency, stage, address, post, **more):
    """Whether a case about that agency, at that stage, asks the person at that address by that post."""
    reference = raised(house, stage, by=HEALTH if agency == SCHOOL else SCHOOL, at=agency, **more)
    asked = told(house, address, "NOT RESOLVED")
    return reference in asked and f"You have this as {post}, {agency}." in asked


def the_worker_named_on_the_form_is_asked_and_can_act(house, agency, address):
    """They hear of their part in the first attempt, and say by their link that they have spoken."""
    reference = raised(house, at=agency, their_email=address, their_name="Sage Finial", their_role="Duty worker")
    asked = told(house, address, "Speak with the other worker")
    assert reference in asked and f"You have this as Duty worker, {agency}." in asked
    assert "resolved" in dict(behind(house, address).choices)
    chooses(house, address, "Done: Speak with the other worker, by telephone or face to face")
    assert not stored(house, reference).duty("1.act").is_owed


def test_LIV_96_at_a_school_the_designated_safeguarding_lead_makes_the_first_attempt(house, parley):
    unheld = re.findall("Nobody holds the post (.+) at .+ School", parley("check")[1])
    assert unheld == ["LSCPB Representative"]
    for agencies in ({}, {"by": HEALTH, "at": SCHOOL}):
        asked = told(house, LEAD, raised(house, **agencies))
        assert "You have this as Designated Safeguarding Lead" in asked and "Speak with the other worker" in asked


def test_LIV_97_in_health_a_front_line_worker_makes_the_first_attempt(house):
    the_worker_named_on_the_form_is_asked_and_can_act(house, HEALTH, RAISERS[HEALTH])


def test_LIV_98_in_childrens_services_a_social_worker_makes_the_first_attempt(house):
    the_worker_named_on_the_form_is_asked_and_can_act(house, SERVICES, RAISERS[SERVICES])


def test_LIV_99_in_the_police_a_front_line_officer_makes_the_first_attempt(house):
    the_worker_named_on_the_form_is_asked_and_can_act(house, POLICE, RAISERS[POLICE])


@pytest.mark.parametrize(("made_by", "manager"), [(LEAD, HEAD), (HEAD, LEAD), (RAISERS[SCHOOL], HEAD)])
def test_LIV_100_at_a_school_the_manager_is_not_who_made_the_first_attempt(house, made_by, manager):
    reference = raised(house, your_email=made_by)
    assert reference in told(house, manager, "A colleague at your agency has raised a disagreement.")
    assert not house.to(made_by, "A colleague at your agency")


def test_LIV_100_a_school_with_nobody_but_a_lead_has_the_lead_for_both(house, parley, tmp_path):
    load(parley, tmp_path, instead={"cobalt-street.example,Head Teacher": "cobalt-street.example,Governor"})
    assert raised(house) in told(house, LEAD, "A colleague at your agency has raised a disagreement.")


def test_LIV_101_in_health_the_manager_is_the_safeguarding_specialist_practitioner(house):
    assert asks(house, HEALTH, "1", "crispin.parapet@vermilion-health.example", "Safeguarding Specialist Practitioner")


def test_LIV_102_in_childrens_services_the_manager_is_the_team_manager(house):
    assert asks(house, SERVICES, "1", "poppy.skylight@liverpool-children.example", "Team Manager")


def test_LIV_103_in_the_police_the_manager_is_the_detective_sergeant(house):
    assert asks(house, POLICE, "1", "reed.bollard@quayside-police.example", "Detective Sergeant, PVPU")


def test_LIV_104_one_improvement_officer_outside_the_schools_is_asked_for_many_of_them(house, parley, tmp_path):
    of_the_area = "opal.architrave@schools-team.example"
    load(parley, tmp_path, instead={SCHOOLS_OFFICER: of_the_area, "olive.dormer@indigo-lane.example": of_the_area})
    for school in (SCHOOL, OTHER_SCHOOL):
        reference = raised(house, "2", by=school)
        asked = told(house, of_the_area, reference)
        assert f"You have this as Senior School Improvement Officer, Safeguarding, {school}." in asked


def test_LIV_105_in_health_the_representative_is_the_named_nurse(house):
    assert asks(house, HEALTH, "2", "fern.portico@vermilion-health.example", "Named Nurse")


@pytest.mark.parametrize(
    ("service", "manager"),
    [
        ("Careline", "linden.cupola"), ("Assessment", "elder.turret"),
        ("Safeguarding Unit", "juniper.vestry"), ("Permanence", "laurel.cloister"),
    ],
)  # fmt: skip
def test_LIV_106_in_childrens_services_it_is_the_manager_of_the_service_on_the_form(house, service, manager):
    address = f"{manager}@liverpool-children.example"
    assert asks(house, SERVICES, "2", address, "Service Manager", further_service=service)


def test_LIV_106_where_nobody_knows_the_service_the_coordinator_is_asked(house, parley, tmp_path):
    load(parley, tmp_path, instead={OF_NO_SERVICE: "liverpool-children.example,Secretary,,"})
    reference = raised(house, "2", at=SERVICES)
    asked = told(house, COORDINATORS[0], "nobody to send it to")
    assert reference in asked and "Nobody holds the post Service Manager at Children's Services (demo)." in asked


def test_LIV_107_in_the_police_the_representative_is_the_detective_inspector(house):
    assert asks(house, POLICE, "2", "sorrel.gantry@quayside-police.example", "Detective Inspector, PVPU")


def test_LIV_108_at_a_school_it_is_its_board_representative_and_a_vacancy_goes_to_the_coordinator(house):
    assert asks(house, SCHOOL, "3", "flint.balustrade@cobalt-street.example", "LSCPB Representative")
    reference = raised(house, "3", by=HEALTH, at=OTHER_SCHOOL)
    assert reference in told(house, COORDINATORS[0], "Nobody holds the post LSCPB Representative")


def test_LIV_109_in_health_the_board_representative_is_the_designated_nurse(house):
    assert asks(house, HEALTH, "3", "holly.rotunda@vermilion-health.example", "Designated Nurse")


def test_LIV_110_in_childrens_services_the_board_representative_is_the_assistant_director(house):
    assert asks(house, SERVICES, "3", "alder.campanile@liverpool-children.example", "Assistant Director")


def test_LIV_111_in_the_police_it_is_the_chief_inspector_or_else_the_superintendent(house, parley, tmp_path):
    assert asks(house, POLICE, "3", SUPERINTENDENT, "Superintendent")
    load(parley, tmp_path, line(POLICE, "police", "Detective Chief Inspector", CHIEF_INSPECTOR))
    assert asks(house, POLICE, "3", CHIEF_INSPECTOR, "Detective Chief Inspector")


def test_LIV_112_at_stage_4_the_coordinator_picks_a_board_member_who_is_written_to(house, parley):
    reference = raised(house, "3")
    act(parley, reference, "move", name=UMBER)
    act(parley, reference, "name", "--duty", "4.name-member", "--to", BOARD_MEMBER, name=UMBER)
    asked = told(house, BOARD_MEMBER, reference)
    assert "You have this as Board member" in asked and f"{SCHOOL} has raised a professional disagreement" in asked
    assert "Recommend how to proceed: meet the senior managers, or convene a panel By: Monday 30 November 2026" in asked


def test_LIV_113_an_agency_of_another_kind_reaches_the_coordinator_with_the_reason(house, parley, tmp_path):
    load(parley, tmp_path, line("The Tall Ships Trust", "voluntary", "Manager", "reef.halyard@tall-ships.example"))
    reference = raised(house, at="The Tall Ships Trust")
    asked = told(house, COORDINATORS[0], "nobody to send it to")
    assert reference in asked
    assert "The procedure names nobody as manager at this kind of agency (voluntary)." in asked
    assert "role.manager: has no post at: icb, gp, early_years, probation, voluntary, other." in parley("check")[1]
