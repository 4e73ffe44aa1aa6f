"""What whoever is brought into a Liverpool case reads: the mediator, the Board member, and who owes its report."""

import pytest

from service.escalation.actors import Actor, Capacity
from service.escalation.effects import Mail, ower, parties
from service.escalation.events import Done, Named, NotResolved
from service.escalation.parties import Party
from tests.intake.house import House, text_in
from tests.intake.writing import (
    FLINT,
    FROM_LIVERPOOL,
    HOLLY,
    MISTY,
    RUSSET,
    errand_of,
    happens,
    post,
)

TO_HOLLY = parties((Party("receiving", "board_representative"),), ("r1",))


@pytest.fixture
def reference(house: House) -> str:
    return house.notify(partnership="liverpool", **FROM_LIVERPOOL).reference


def by(house: House, reference: str, address: str, slot: str) -> Actor:
    with errand_of(house, reference) as errand:
        id = next(one.id for one in errand.directory.officers if one.email == address)
    return Actor(Capacity.OFFICER if slot else Capacity.COORDINATOR, slot, f"officer:{id}")


def lines(house: House, address: str, words: str) -> list[str]:
    return text_in(house.last(address, words)).splitlines()


def test_who_reaches_stage_3_reads_who_finds_the_mediator_and_who_arranges_the_meeting(
    house: House, reference: str
) -> None:
    routed = lines(house, HOLLY, "NOT RESOLVED")
    team = "Liverpool Safeguarding Children Partnership (demo)"
    coordinator = f"the Safeguarding Coordinator at {team}"
    mediator = "Name the partnership representative who will mediate, with the LSCP Board"
    assert f"- {mediator}: {coordinator}" in routed
    own, other = "the LSCPB Representative at Cobalt Street Primary School", "the Designated Nurse at Vermilion"
    assert any(line.startswith(f"- Meet with the mediator: {own} and {other}") for line in routed)


def test_the_procedures_own_words_for_known_harm_are_used(house: House, reference: str) -> None:
    assert "Act immediately if harm is known or suspected." in lines(house, MISTY, "we have your disagreement")
    assert "Act immediately if harm is known or suspected." in lines(house, HOLLY, "NOT RESOLVED")


def test_whoever_owes_the_report_is_told_its_name_and_its_page(house: House, reference: str) -> None:
    post(house, reference, Mail("report_due", ower("3.report"), stage="3", duty="3.report"))
    with errand_of(house, reference) as errand:
        page = f"{errand.service.config.base_url.rstrip('/')}/liverpool/report"
    written = next(mail for mail in house.out[::-1] or house.sent()[::-1] if "a report is needed" in mail["Subject"])
    said = text_in(written).splitlines()
    assert "It is called: Appendix 2, report: multi-agency resolution" in said and page in said
    assert "/r/" in text_in(written)


def test_a_board_member_is_briefed(house: House, reference: str) -> None:
    happens(house, reference, NotResolved(house.moment.now, by(house, reference, FLINT, "o"), "3"))
    happens(house, reference, Done(house.moment.now, by(house, reference, FLINT, "o"), "4.representations@o"))
    umber = by(house, reference, "umber.compass@liverpool-partnership.example", "")
    russet = by(house, reference, RUSSET, "").holder
    happens(house, reference, Named(house.moment.now, umber, "4.name-member", russet))
    brief = lines(house, RUSSET, "you have been named")
    assert "- Stage 3, The LSCPB representatives: Wed 25 November to Wed 25 November, not resolved" in brief
    assert "What you decide ends it. If a side disagrees, that is kept too." in brief
    assert {"- Met the senior managers", "- Convened a resolution panel"} <= set(brief)
    asked = "Send your written representations"
    assert f"- Cobalt Street Primary School: {asked}, received Wed 25 November" in brief
    assert f"- Vermilion Hospitals Trust: {asked}, not received yet" in brief
    assert not any("Zebedee" in line for line in brief)


def test_where_nobody_said_how_long_a_case_is_kept_the_mail_names_no_month(house: House, reference: str) -> None:
    post(house, reference, Mail("closed", TO_HOLLY))
    assert "The partnership keeps this record for as long as its own rules say." in lines(house, HOLLY, ": closed")


def test_an_officer_who_reviews_the_childs_plan_has_nothing_to_decide(house: House, reference: str) -> None:
    reviewing = parties((Party("", "iro"),))
    post(house, reference, Mail("review_child", reviewing, stage="3", values={"say": "The plan is one of protection."}))
    said = " ".join(text_in(house.last("briar.trellis@liverpool-children.example", "a child you review")).split())
    assert "You review the plan for the child." in said and "You have nothing to decide." in said
    assert "The plan is one of protection." in said and "SEEN you have this" in said
