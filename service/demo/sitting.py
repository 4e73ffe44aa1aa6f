"""A coordinator of the story at the desk: signs in once, and does each act by its questions, preview and button."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from service.demo.scene import CHANGED, Scene, heading, what_is_wrong
from service.demo.walker import Browser, Page, StepFailed

WHY = "Agreed in a call with both sides."
ANEW = 3  # times that an act is begun again where the case has changed meanwhile


@dataclass(frozen=True)
class Coordinator:
    partnership: str
    address: str


def acts(scene: Scene, who: Coordinator, act: str, answers: Mapping[str, str | list[str]] | None = None) -> str:
    """What the case's page says once the act is done; asked for again where the case changed meanwhile."""
    for _ in range(ANEW):
        done = _tried(scene, who, act, {"why": WHY, **(answers or {})})
        if CHANGED not in done.text:
            return _said(done, act)
    raise StepFailed(f"the case kept changing before “{act}” was done")


def names(scene: Scene, who: Coordinator, duty: str, somebody: str) -> str:
    """Name somebody for what the duty asks, by how they are called in the list."""
    page = _browser(scene, who).get(_page_of(scene, who, "name"))
    listed = re.search(rf'<option value="([^"]+)"[^>]*>{re.escape(somebody)}', page.text)
    if not listed:
        raise StepFailed(f"{somebody} is not among those who can be named: {heading(page)}")
    return acts(scene, who, "name", {"choice": duty, "whom": listed[1]})


def _tried(scene: Scene, who: Coordinator, act: str, answers: Mapping[str, str | list[str]]) -> Page:
    """The questions answered, what would follow looked at, and the button pressed."""
    browser = _browser(scene, who)
    foreseen = browser.send(browser.get(_page_of(scene, who, act)), answers)
    return browser.send(foreseen, {"step": "do"}) if 'value="do"' in foreseen.text else foreseen


def _page_of(scene: Scene, who: Coordinator, act: str) -> str:
    return f"{scene.urls['web']}/{who.partnership}/desk/cases/{scene.reference}/do/{act}"


def _said(page: Page, act: str) -> str:
    if not page.address.endswith(f"?done={act}"):
        raise StepFailed(f"“{act}” was not done: {what_is_wrong(page)}")
    banner = re.search(r'notification-banner__heading">\s*([^<]+)', page.text)
    return banner[1].strip() if banner else heading(page)


def _browser(scene: Scene, who: Coordinator) -> Browser:
    """Their own browser, in which they are signed in."""
    if who.address not in scene.desks:
        scene.desks[who.address] = _signed_in(scene, who)
    return scene.desks[who.address]


def _signed_in(scene: Scene, who: Coordinator) -> Browser:
    browser = Browser()
    first = browser.get(f"{scene.urls['web']}/{who.partnership}/desk")
    second = browser.send(first, {"email": who.address, "password": _shown(browser, scene, "password of all is")})
    inside = browser.send(second, {"code": _shown(browser, scene, f"{who.address}<.*?Code now")})
    if not inside.address.endswith("/desk/inbox"):
        raise StepFailed(f"{who.address} could not sign in: {what_is_wrong(inside)}")
    return browser


def _shown(browser: Browser, scene: Scene, after: str) -> str:
    """What the page of the desks' keys shows next after these words."""
    page = browser.get(scene.urls["desks"])
    found = re.search(rf"{after}\s*(?:<[^>]*>\s*)+([^<]+)", page.text, re.DOTALL)
    if not found:
        raise StepFailed(f"nothing after {after} on {page.address}")
    return found[1].strip()
