"""Whoever raised it owes it to take it to their own lead (Sefton 46): we told the lead, say so, and do not chase."""

from tests.intake.house import SCHOOL, TEACHER, House

DUTY = "2.escalate@o"


def test_whoever_raised_it_reads_that_their_own_people_were_told_and_is_not_chased(house: House) -> None:
    reference = house.notify().reference
    part = " ".join(house.last(TEACHER, "your part in this").get_content().split())
    assert "We have told them for you. Talk to them too: the Safeguarding Lead at Marram Primary School" in part
    assert "We do not chase you for this." in part and "we write to you again" not in part
    house.turn(days=30)
    assert house.to(TEACHER, "what has happened") and not house.to(TEACHER, "where does this stand?")
    assert house.to(SCHOOL, "where does this stand?")
    assert DUTY in [one["id"] for one in house.facts(reference)["owed"]]


def test_whoever_raised_it_is_reminded_of_what_else_is_theirs(house: House) -> None:
    house.notify(stage="1")
    house.turn(days=30)
    assert house.to(TEACHER, "reply was due Fri 27 November")
