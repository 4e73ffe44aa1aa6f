"""A published form, filled in on its page by one of the story's people: what they type, and the button they press."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from service.demo.scene import REFERENCE, Scene, heading, today, what_is_wrong
from service.demo.walker import Page, StepFailed

TYPED_EVERY_TIME = {
    "risk": "no", "more_agencies": "no",
    "spoken": "disagree", "spoken_how": "phone", "spoken_who": "Their duty desk and I",
    "spoken_outcome": "We do not agree about the level of need.",
    "child_name": "Zebedee Quill", "status": "child in need",
    "decision": "Not to visit again before the end of term.", "reasons": "Attendance fell below half.",
    "wanted": "A visit within the week.",
}  # fmt: skip


@dataclass(frozen=True)
class Filled:
    """A page with all that was typed into it."""

    page: Page
    answers: Mapping[str, str]

    def press(self, scene: Scene) -> Page:
        return scene.browser.send(self.page, dict(self.answers))


def _nearest(page: Page, says: Mapping[str, str]) -> dict[str, str]:
    """What is chosen while a school's own topics are not offered: they are, once its people said where they work."""
    topics = re.findall(r'name="type"[^>]* value="([^"]+)"', page.text)
    return {"type": topics[0]} if topics and says["type"] not in topics else {}


def notification(scene: Scene, partnership: str, answers: Mapping[str, str]) -> Filled:
    """The page on which the answers are checked before they are sent, reached screen by screen."""
    now = today(scene)
    days = {**typed("spoken_on", now), **typed("concern_on", now), **typed("child_born", date(2018, 3, 3))}
    says = {**TYPED_EVERY_TIME, **days, **answers}
    page = scene.browser.get(f"{scene.urls['web']}/{partnership}/raise")
    while not page.address.endswith("/raise/check"):
        asked = set(re.findall(r'name="([^"]+)"', page.text))
        said = {name: said for name, said in says.items() if name in asked}
        after = scene.browser.send(page, said | _nearest(page, says))
        if after.address == page.address:
            raise StepFailed(f"no further than {page.address}: {what_is_wrong(after)}")
        page = after
    return Filled(page, {})


def typed(name: str, day: date) -> dict[str, str]:
    """A date in its three boxes."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def raise_on_the_web(scene: Scene, partnership: str, answers: Mapping[str, str]) -> str:
    """Send the form; the scene is about its case from now on."""
    scene.reference = reference_on(notification(scene, partnership, answers).press(scene))
    return scene.reference


def reference_on(page: Page) -> str:
    """The reference that a receipt shows; StepFailed with what is to be put right, where there is none."""
    found = REFERENCE.search(page.text)
    if not found:
        raise StepFailed(f"no reference on {page.address}: {what_is_wrong(page)}")
    return found[0]


def send_about_the_case(scene: Scene, page: str, answers: Mapping[str, str]) -> str:
    """Fill in the form on that page about the scene's case, and send it; the heading of what follows."""
    asked = scene.browser.get(scene.urls["web"] + page)
    sent = Filled(asked, {"reference": scene.reference, **answers}).press(scene)
    if 'name="reference"' in sent.text:
        raise StepFailed(f"not taken on {page}: {what_is_wrong(sent)}")
    return heading(sent)
