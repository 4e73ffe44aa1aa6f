"""Somebody who raises a disagreement: they answer what each screen asks, and press its button, to wherever they go."""

import re
import tomllib
from collections.abc import Mapping

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

from service.demo.part import ROOT
from tests.web.seen import hidden, tree

MOST_SCREENS = 25
OF_A_SCHOOL = tomllib.loads((ROOT / "service/procedures/longmoor.toml").read_text())["type"]
LED_ASTRAY = "no screen leads to"


def raise_up_to(
    browser: FlaskClient, answers: Mapping[str, str], screen: str = "check", *, at: str = "/sefton/raise"
) -> TestResponse:
    """The page of that screen, once all before it were answered. A page with faults is where the way ends."""
    page = browser.get(at)
    for _ in range(MOST_SCREENS):
        if page.status_code != 200 or re.search(rf"/{screen}(/|$)", page.request.path):
            return page
        page = answer(browser, page, answers)
    raise AssertionError(f"{LED_ASTRAY} {screen}: {page.request.path}")


def answer(browser: FlaskClient, page: TestResponse, answers: Mapping[str, str], **more: str) -> TestResponse:
    """Answer this screen's own questions, and press its first button."""
    asked = {name.removesuffix("-day") for name in asked_on(page)}  # a date may be given whole
    said = {name: said for name, said in answers.items() if name in asked or name in asked_on(page)}
    if "another" in asked_on(page):
        said["another"] = "no"
    offered = tree(page).xpath("//input[@name='type']/@value")
    if said.get("type") in OF_A_SCHOOL and said["type"] not in offered:
        said["type"] = offered[0]  # its own topics are offered once they have said where they work
    return browser.post(page.request.full_path, data=hidden(page) | said | more, follow_redirects=True)


def asked_on(page: TestResponse) -> list[str]:
    """The names of its controls, each once, in their order."""
    boxes = tree(page).xpath("//main//input[@type!='hidden'] | //main//select | //main//textarea")
    return list(dict.fromkeys(box.get("name") for box in boxes))


def send(browser: FlaskClient, answers: Mapping[str, str], *, at: str = "/sefton/raise") -> TestResponse:
    """Raise it and send it: the receipt."""
    checked = raise_up_to(browser, answers, at=at)
    return browser.post(checked.request.path, data=hidden(checked), follow_redirects=True)


def buttons(page: TestResponse) -> list[str]:
    found: list[html.HtmlElement] = tree(page).xpath("//main//button | //main//a[@role='button']")
    return [" ".join(one.text_content().split()) for one in found]
