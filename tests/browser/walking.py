"""The way through the screens on which a disagreement is raised: at once, or screen by screen as people go it."""

from collections.abc import Mapping

from tests.browser.visitor import Visitor
from tests.intake.house import NOTIFICATION
from tests.web.walking import raise_up_to


def go_on(visitor: Visitor, up_to: str, partnership: str = "sefton", **changed: str) -> None:
    """To that screen, once those before it were answered in a window that draws nothing: the way itself is gone in
    `test_by_keyboard`."""
    window = visitor.site.app.test_client()
    page = raise_up_to(window, NOTIFICATION | changed, up_to, at=f"/{partnership}/raise")
    draft = window.get_cookie("draft", path=f"/{partnership}/")
    assert draft and page.status_code == 200
    visitor.hold("draft", draft.value, draft.path)
    visitor.open(page.request.path)


def walk_on(visitor: Visitor, up_to: str) -> None:
    """From the first screen to that one, answering each as it asks."""
    visitor.open("/sefton/raise")
    while not visitor.is_at(up_to):
        answer(visitor, NOTIFICATION)


def answer(visitor: Visitor, answers: Mapping[str, str]) -> None:
    visitor.unfold()
    visitor.fill({name: answers[name] for name in visitor.asked_for() if name in answers})
    visitor.press_on()


def wrong(visitor: Visitor, **typed: str) -> None:
    """Press on with nothing else than that on the page."""
    visitor.unfold()
    visitor.fill(typed)
    visitor.press_on()
