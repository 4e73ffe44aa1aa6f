"""Who is asked: the officer, the deputy, the next in line, or nobody and why."""

from dataclasses import replace
from datetime import date

import pytest

from service.escalation.case import Agency
from service.escalation.parties import Post, Role
from service.escalation.routing import Asking, Directory, Found, ListedAgency, Officer, find, holder, role_of
from service.procedures import shipped

DAY = date(2026, 6, 2)
HEALTH = Agency("r1", "h", "Exampleshire Community Health", "health")
CARE = Agency("o", "c", "Exampleshire Children's Services", "childrens_services")
MANAGER = Role("manager", {"any": Post(("Named Nurse", "Head of Nursing"))})


def officer(id, post="Named Nurse", at=HEALTH, **more):
    kind, agency = (at.kind, at.name) if at else ("partnership", "The partnership")
    named = {"service": "", "name": id, "email": f"{id}@x.example", **more}
    return Officer(id, at.id if at else "", agency, kind, post, **named)


def deputised(id, **more):
    return officer(id, deputy_name=f"{id}'s deputy", deputy_email="deputy@x.example", **more)


def ask(*officers, role=MANAGER, at=HEALTH, facts=None, agencies=(), **more) -> Found:
    return find(Directory(officers, agencies), role, at, Asking(DAY, facts or {}, **more))


def ids(found: Found) -> list[str]:
    return [holder.id for holder in found.holders]


def test_the_first_post_that_somebody_holds_is_asked_whatever_the_case_of_its_title():
    assert ids(ask(officer("2", "head of nursing"))) == ["officer:2"]
    assert ids(ask(officer("2", "Head of Nursing"), officer("1", "named nurse"))) == ["officer:1"]


def test_another_agencys_officer_is_not_asked():
    found = ask(officer("1", at=CARE))
    assert found.holders == ()
    assert found.why == (
        "Nobody holds the post Named Nurse or Head of Nursing at Exampleshire Community Health."
        " Add one to the directory."
    )


def test_an_agency_that_the_directory_does_not_have_is_named():
    assert "A surgery is not in the directory" in ask(officer("1", at=None), at=Agency("r1", "", "A surgery", "gp")).why


@pytest.mark.parametrize(
    ("from_", "until", "asked"),
    [
        (date(2026, 6, 1), date(2026, 6, 3), "deputy:1"),
        (date(2026, 6, 2), date(2026, 6, 2), "deputy:1"),
        (None, date(2026, 6, 2), "deputy:1"),
        (date(2026, 6, 2), None, "deputy:1"),
        (date(2026, 6, 3), None, "officer:1"),
        (None, date(2026, 6, 1), "officer:1"),
    ],
)
def test_the_deputy_of_an_officer_who_is_away_that_day_is_asked(from_, until, asked):
    assert ids(ask(deputised("1", away_from=from_, away_until=until))) == [asked]


def test_a_deputy_says_for_whom_they_stand_in():
    [deputy] = ask(deputised("1", away_from=DAY)).holders
    assert (deputy.name, deputy.email) == ("1's deputy", "deputy@x.example")
    assert (deputy.deputy, deputy.instead_of) == (True, "1")


def test_an_officer_whose_mail_comes_back_is_not_asked_nor_is_such_a_deputy():
    assert ids(ask(deputised("1"), unreachable=frozenset({"officer:1"}))) == ["deputy:1"]
    both = frozenset({"officer:1", "deputy:1"})
    assert ids(ask(deputised("1"), officer("2", "Head of Nursing"), unreachable=both)) == ["officer:2"]


def test_somebody_away_without_a_deputy_is_passed_over():
    assert ids(ask(officer("1", away_from=DAY), officer("2", "Head of Nursing"))) == ["officer:2"]
    alone = ask(officer("1", away_from=DAY))
    assert "nobody stands in" in alone.why


@pytest.mark.parametrize("ended", [{"active_until": date(2026, 6, 1)}, {"active_from": date(2026, 6, 3)}])
def test_a_post_is_not_held_before_or_after_its_officers_time(ended):
    assert ids(ask(deputised("1", **ended), officer("2", "Head of Nursing"))) == ["officer:2"]


def test_after_silence_the_deputy_is_asked_and_then_the_next_post_in_line():
    officers = deputised("1"), officer("2", "Head of Nursing")
    assert [ids(ask(*officers, step=step)) for step in (0, 1, 2)] == [["officer:1"], ["deputy:1"], ["officer:2"]]


def test_without_a_deputy_the_next_post_is_asked_and_then_nobody():
    officers = officer("1"), officer("2", "Head of Nursing")
    assert ids(ask(*officers, step=1)) == ["officer:2"]
    after = ask(*officers, step=2, tried=frozenset({"officer:1", "officer:2"}))
    assert after.holders == ()
    assert "Nobody is next in line after 1, Named Nurse" in after.why


def test_a_deputy_who_was_asked_because_the_officer_is_away_is_not_asked_again():
    assert ids(ask(deputised("1", away_from=DAY), step=1)) == []


def test_a_deputy_is_asked_after_silence_also_where_the_officers_mail_came_back():
    assert ids(ask(deputised("1"), step=1, unreachable=frozenset({"officer:1"}))) == ["deputy:1"]


def test_whoever_tried_already_is_asked_again_only_where_there_is_nobody_else():
    tried = frozenset({"officer:1"})
    assert ids(ask(officer("1"), officer("2", "Head of Nursing"), tried=tried)) == ["officer:2"]
    assert ids(ask(officer("1"), tried=tried)) == ["officer:1"]


def test_of_several_in_one_post_one_is_asked_at_an_agency_and_all_in_the_partnerships_team():
    assert ids(ask(officer("1"), officer("2"))) == ["officer:1"]
    assert ids(ask(officer("1", at=None), officer("2", at=None), at=None)) == ["officer:1", "officer:2"]


def test_the_answer_to_the_question_chooses_the_service():
    role = Role("representative", {"health": Post(("Named Nurse",), of="service")})
    officers = officer("1", service="Midwifery"), officer("2", service="School nursing"), officer("3")
    assert ids(ask(*officers, role=role, facts={"service": "school nursing"})) == ["officer:2"]
    assert ids(ask(*officers, role=role)) == ["officer:3"]
    assert "Named Nurse of Dentistry" in ask(*officers, role=role, facts={"service": "Dentistry"}).why


def test_a_role_of_another_kind_of_agency_is_looked_for_among_the_cases_agencies_first():
    role = Role("iro", {"any": Post(("Reviewing Officer",), source="childrens_services")})
    other = replace(CARE, id="c2", name="Another council")
    officers = officer("1", "Reviewing Officer", CARE), officer("2", "Reviewing Officer", other)
    listed = tuple(ListedAgency(one.id, one.name, one.kind) for one in (CARE, other))
    assert ids(ask(*officers, role=role, agencies=listed)) == ["officer:1"]
    assert ids(ask(*officers, role=role, agencies=listed, parties=(HEALTH, other))) == ["officer:2"]
    assert "at any agency of the kind childrens services" in ask(role=role, agencies=listed).why


def test_a_kind_of_agency_without_the_role_is_said():
    role = Role("representative", {"school": Post(("Lead",))})
    assert "nobody as representative at this kind of agency (health)" in ask(officer("1"), role=role).why


def test_a_role_that_is_named_for_each_case_is_never_chosen_by_the_directory():
    role = Role("mediator", {"any": Post(("Named Nurse",), named_by="coordinator")})
    found = ask(officer("1"), role=role)
    assert (found.holders, found.why) == ((), "Nobody is named yet as mediator for this case. Name somebody.")


def test_the_post_that_deputises_is_asked_where_the_directory_names_no_deputy():
    role = Role("dsl", {"any": Post(("Named Nurse",), deputy="Deputy Nurse")})
    [deputy] = ask(officer("1"), officer("2", "Deputy Nurse"), role=role, step=1).holders
    assert (deputy.id, deputy.instead_of) == ("officer:2", "1")


def test_where_no_practitioner_is_named_the_duty_desk_is_asked():
    sefton = shipped().procedures["sefton"]
    practitioner = role_of(sefton, "practitioner")
    assert ids(ask(officer("1", "Duty desk"), role=practitioner)) == ["officer:1"]
    assert "Practitioner or Duty desk at Exampleshire" in ask(role=practitioner).why
    assert role_of(sefton, "director") is sefton.roles["director"]


def test_a_holder_is_found_again_by_their_id_until_they_leave():
    directory = Directory((deputised("1"),))
    assert holder(directory, "officer:1").name == "1"
    assert holder(directory, "deputy:1").name == "1's deputy"
    assert holder(directory, "officer:2") is None


@pytest.mark.parametrize(
    ("deputy", "level"), [("deputy@x.example", "L2"), ("deputy@X.Example", "L2"), ("deputy@agency.example", "")]
)
def test_what_a_mail_may_carry_is_agreed_for_a_domain_so_a_deputy_elsewhere_gets_the_least(deputy, level):
    present = officer("1", level="L2", deputy_name="Deputy", deputy_email=deputy)
    away = replace(present, away_until=DAY)
    assert [one.level for one in (*ask(present).holders, *ask(away).holders)] == ["L2", level]
