"""Every link in every mail, as scanners of mail treat it (A43, S30): opened often, and each button pressed."""

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import html

from service.app import create_app
from service.desk.pages import DeskOf
from tests.intake.house import HEALTH, SCHOOL, House, mail, reply, text_in
from tests.web.seen import tree

ELSEWHERE = "skipper.lugworm@elsewhere.example"
AS_SCANNERS_DO = ({}, {"Sec-Purpose": "prefetch"}, {"Purpose": "prefetch", "User-Agent": "a scanner of mail"})


@pytest.fixture
def links(house: House) -> set[str]:
    """The paths of all links of a case that went up and was agreed on, of one that moved on, of one being checked."""
    house.notify()
    house.receive(reply(house.last(SCHOOL, "NOT RESOLVED"), "NOT RESOLVED\nNobody visits."))
    house.turn(days=20)
    house.notify(child_name="Another Child")
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "RESOLVED\nA visit each week."))
    house.receive(reply(house.last(HEALTH, "NOT RESOLVED"), "NOT RESOLVED", proof="none"))
    house.receive(mail(ELSEWHERE, "Good morning"))
    house.notify(child_name="A Third Child", your_email=ELSEWHERE)
    house.sent()
    written = " ".join(map(text_in, house.out))
    return {urlsplit(address).path or "/" for address in re.findall(r"https?://[^\s<>]+", written)}


@pytest.fixture
def browser(house: House) -> FlaskClient:
    return create_app(house.pages, DeskOf(house.service)).test_client()


def presses(form: html.HtmlElement) -> list[dict[str, str]]:
    """What a robot posts that presses each of the form's buttons and answers nothing."""
    left = {name: value for name, value in form.form_values() if name}
    buttons = form.xpath(".//button[not(@type='button')]")
    return [left | ({one.get("name"): one.get("value", "")} if one.get("name") else {}) for one in buttons]


def test_no_link_of_any_mail_changes_anything_by_being_opened_or_pressed(
    house: House, links: set[str], browser: FlaskClient
) -> None:
    assert len([path for path in links if path.startswith("/r/")]) > 8
    before, pressed = house.dump(), 0
    for path in sorted(links):
        for headers in AS_SCANNERS_DO:
            for method in ("HEAD", "GET", "OPTIONS"):
                assert browser.open(path, method=method, headers=headers).status_code in (200, 302, 303), path
        shown = browser.get(path)
        for form in tree(shown).forms if shown.status_code == 200 else ():
            for posted in presses(form):
                answered = browser.post(form.get("action") or path, data=posted)
                assert answered.status_code == (200 if posted.get("step") == "read" else 422), (path, posted)
                pressed += 1
    assert pressed > 8
    assert house.dump() == before
