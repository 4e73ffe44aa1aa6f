"""A surgery has no Senior Liaison Officer: the commissioner's acts for it, in its name (the joint protocol, 26-27)."""

from tests.intake.desk import TULIP, Parley, act
from tests.intake.house import House
from tests.seeds.merseyside import owed, says, stored
from tests.seeds.others import LINCOLNSHIRE, chooses, raised

SURGERY = {
    "your_name": "Hay Winnow", "your_agency": "Windpump Surgery", "your_email": "hay.winnow@windpump-surgery.example",
}  # fmt: skip
COMMISSIONERS, THEIRS = "betony.floodgate@washland-icb.example", "teal.waterlily@reedbed-health.example"


def with_the_liaison_officers(house: House, parley: Parley) -> str:
    reference = raised(house, LINCOLNSHIRE, **SURGERY)
    act(parley, reference, "move", "--to", "3", name=TULIP)
    return reference


def test_what_the_commissioners_officer_has_done_is_the_surgerys_part(house: House, parley: Parley) -> None:
    reference = with_the_liaison_officers(house, parley)
    chooses(house, COMMISSIONERS, "Done: We talked", "NOT RESOLVED")
    assert "3.liaise@o" not in owed(parley, reference) and "3.liaise@r1" in owed(parley, reference)


def test_their_reply_is_the_surgerys_word(house: House, parley: Parley) -> None:
    reference = with_the_liaison_officers(house, parley)
    says(house, COMMISSIONERS, "RESOLVED")
    assert stored(house, reference).visit("3").says("o") == "resolved"
    says(house, THEIRS, "AGREE")
    assert house.case(reference).state == "resolved"
