"""An invitation, and the sign-in that is set up with it, as the person does it in a browser."""

from datetime import timedelta

import pytest
from lxml import html

from service.cli import main
from service.errors import NotAllowed
from service.signing import enrolling
from tests.intake.house import COORDINATOR, TEACHER
from tests.signing.conftest import PASSWORD
from tests.web.seen import hidden, problems, text, tree


@pytest.fixture
def link(newcomer):
    return f"/sefton/desk/set-up/{enrolling.invite(newcomer.house.service, 'sefton', COORDINATOR)}"


def opened(newcomer, link):
    """The page with the picture, which a button leads to."""
    return newcomer.browser.post(link, data=hidden(newcomer.browser.get(link)))


def finished(newcomer, link, **given):
    page = opened(newcomer, link)
    newcomer.key = tree(page).xpath("string(//p[contains(., 'type this key')]/following-sibling::p)").replace(" ", "")
    typed = {"password": PASSWORD, "code": newcomer.code(), "step": "finish"}
    return newcomer.browser.post(link, data=hidden(page) | typed | given)


def test_a_newcomer_sets_up_a_sign_in_and_signs_in(newcomer, link):
    codes = [one.text_content() for one in tree(finished(newcomer, link)).xpath("//ul[contains(@class, 'codes')]/li")]
    assert len(set(codes)) == 10
    newcomer.house.pass_time(minutes=1)
    newcomer.sign_in()
    assert newcomer.is_in


def test_opening_the_link_shows_no_key_and_uses_nothing_up(newcomer, link):
    for _ in range(3):
        assert newcomer.browser.head(link).status_code == 200
        page = newcomer.browser.get(link)
    assert tree(page).xpath("//svg") == []
    assert "Keep these recovery codes" in text(finished(newcomer, link))


def test_the_picture_carries_the_key_that_is_typed_otherwise(newcomer, link):
    page = opened(newcomer, link)
    (picture,) = tree(page).xpath("//svg")
    assert html.tostring(picture).count(b"<path") == 1  # what it says is tested where it is drawn
    key = enrolling.setting_up(newcomer.house.service, link.rpartition("/")[2]).key
    assert key in text(page).replace(" ", "")


def test_the_link_works_once(newcomer, link):
    finished(newcomer, link)
    for response in (newcomer.browser.get(link), newcomer.browser.post(link)):
        assert response.status_code == 410
        assert "This invitation is over" in text(response)


def test_the_link_works_for_a_day(newcomer, link):
    newcomer.house.moment.now += timedelta(hours=24)
    assert newcomer.browser.get(link).status_code == 410


def test_the_link_is_of_one_partnership(newcomer, link):
    assert newcomer.browser.get(link.replace("sefton", "liverpool")).status_code == 410
    assert newcomer.browser.post(link.replace("sefton", "liverpool")).status_code == 410


def test_a_second_invitation_ends_the_first(newcomer, link):
    enrolling.invite(newcomer.house.service, "sefton", COORDINATOR)
    assert newcomer.browser.get(link).status_code == 410


WEAK = ("short", "aaaaaaaaaaaaaaaa", "abababababababab", "pearl.lighthouse 2026", "x" * 129)


@pytest.mark.parametrize("password", WEAK)
def test_a_weak_password_is_refused_and_the_link_still_works(newcomer, link, password):
    refused = finished(newcomer, link, password=password)
    assert problems(refused) == {"password": "Password must be 12 characters or more, and must not include your name"}
    assert tree(finished(newcomer, link)).xpath("//ul[contains(@class, 'codes')]/li")


def test_a_code_that_is_not_the_apps_is_refused(newcomer, link):
    assert "code" in problems(finished(newcomer, link, code="000000"))


def test_a_new_invitation_ends_what_was_open_and_the_old_password(person):
    person.sign_in()
    assert person.is_in
    token = enrolling.invite(person.house.service, "sefton", COORDINATOR)
    assert person.is_in  # nothing changes until it is used: the operator may have mistaken the person
    finished(person, f"/sefton/desk/set-up/{token}", password="three other words here")
    assert not person.is_in
    assert problems(person.give_password())


@pytest.mark.parametrize("address", [TEACHER, "nobody@sefton-partnership.example"])
def test_nobody_without_a_post_of_the_desk_is_invited(newcomer, address):
    with pytest.raises(NotAllowed, match="has a post that opens its desk"):
        enrolling.invite(newcomer.house.service, "sefton", address)


def test_the_command_prints_the_link(newcomer, capsys):
    assert main(["invite", "sefton", COORDINATOR]) == 0
    link = capsys.readouterr().out.splitlines()[0]
    assert newcomer.browser.get(link.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert main(["invite", "atlantis", COORDINATOR]) == 2
    assert main(["invite", "sefton", TEACHER]) == 1
