"""The sign-ins of the demo: whoever opens the page of the desks can sit down at once."""

from service.demo import desk
from service.seam.access import Handle
from tests.intake.conftest import house, settings
from tests.intake.house import COORDINATOR, House
from tests.signing.conftest import hashing

__all__ = ["hashing", "house", "settings"]


def code_shown(house: House) -> str:
    found = desk.sign_ins(house.service, house.moment.now)
    return next(one.code for one in found if one.email == COORDINATOR)


def is_let_in(house: House, code: str) -> bool:
    first = house.pages.signing.with_password("sefton", COORDINATOR, desk.PASSWORD, "")
    assert isinstance(first, Handle)
    return isinstance(house.pages.signing.with_code(first.secret, code), Handle)


def test_the_code_that_is_shown_is_good_though_the_last_has_just_been_used(house: House) -> None:
    desk.set_up(house.service)  # which uses the code of this half minute
    shown = code_shown(house)
    assert is_let_in(house, shown) and not is_let_in(house, shown)
    house.pass_time(seconds=30)
    assert is_let_in(house, code_shown(house))


def test_everybody_of_a_desk_has_a_sign_in(house: House) -> None:
    desk.set_up(house.service)
    known = desk.sign_ins(house.service, house.moment.now)
    assert {one.partnership for one in known} == set(house.service.partnerships)
    desk.set_up(house.service)
    assert [one.email for one in desk.sign_ins(house.service, house.moment.now)] == [one.email for one in known]
