"""How long it takes to raise a disagreement for the first time: what each screen gives to read and asks to type.

Read is what stands on the page as it opens: not what is folded away, what only screen readers are told, or the list
behind a drop-down. Typed are the words of a sensible answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask.testing import FlaskClient
from lxml.html import HtmlElement
from werkzeug.test import TestResponse

from tests.intake.house import IN_LIVERPOOL, NOTIFICATION
from tests.web.seen import title, tree
from tests.web.walking import answer, asked_on

READ, TYPED = 200, 40  # words a minute
NOT_READ = (
    "ancestor-or-self::*[self::script or self::noscript or self::select or self::dialog"
    " or contains(@class, 'govuk-visually-hidden') or contains(@class, 'govuk-character-count__message')]"
    " or ancestor::details[not(@open)] and not(ancestor::summary) or ancestor::*[@hidden]"
)
BOXES = "//main//textarea | //main//input[@type='text' or @type='email' or @type='tel']"
SENSIBLE = {
    "spoken": "disagree", "spoken_on-day": "24", "spoken_on-month": "11", "spoken_on-year": "2026",
    "spoken_how": "phone", "spoken_who": "Avery Curlew, health visitor, and I",
    "spoken_outcome": (
        "They end the visits because two appointments were missed. I said that this is why they are needed."
    ),
    "decision": "To end the health visitor's home visits from next week, after two missed appointments.",
    "reasons": (
        "Attendance fell to 60% since September. The child came to school hungry three times this month, and a"
        " neighbour told us of shouting at night. Nobody else sees the home."
    ),
    "wanted": "A home visit within a week, and a meeting with us before anything is ended.",
}  # fmt: skip
JOURNEYS: Mapping[str, Mapping[str, str]] = {
    "sefton": NOTIFICATION | SENSIBLE,
    "liverpool": NOTIFICATION | IN_LIVERPOOL | SENSIBLE | {"stage": "3"},
}


@dataclass(frozen=True)
class Seen:
    """A screen as it was met: its heading, its words, how many controls it has, and the words of the answer."""

    heading: str
    read: int
    asked: int
    typed: int

    @property
    def minutes(self) -> float:
        return self.read / READ + self.typed / TYPED


def words_on(page: HtmlElement) -> str:
    said = page.xpath(f"//main//text()[not(({NOT_READ}))]")
    return " ".join(" ".join(said).split())


def walk(browser: FlaskClient, partnership: str) -> Iterator[Seen]:
    """From the start page to the receipt, as somebody goes it who reads every page to its end."""
    answers = JOURNEYS[partnership]
    yield _seen(browser.get(f"/{partnership}/"), {})
    page = browser.get(f"/{partnership}/raise")
    while "/sent/" not in page.request.path:
        assert page.status_code == 200, title(page)
        yield _seen(page, answers)
        page = answer(browser, page, answers)
    yield _seen(page, {})


def _seen(page: TestResponse, answers: Mapping[str, str]) -> Seen:
    drawn = tree(page)
    boxes = [box for box in drawn.xpath(BOXES) if not box.xpath("ancestor::details")]
    typed = sum(len(answers.get(box.get("name"), "").split()) for box in boxes if not has_words(box))
    folded = set(drawn.xpath("//details//@name"))
    asked = {name.partition("-")[0] for name in asked_on(page) if name not in folded}
    return Seen(title(page).partition(" – ")[0], len(words_on(drawn).split()), len(asked), typed)


def has_words(box: HtmlElement) -> bool:
    return bool(box.get("value") or (box.text or "").strip())


def table(seen: list[Seen]) -> str:
    """The screens, a line each, and their sum."""
    whole = Seen("", *(sum(getattr(one, of) for one in seen) for of in ("read", "asked", "typed")))
    lines = (f"{one.heading:<50.50} {one.read:>5} {one.asked:>3} {one.typed:>4} {one.minutes:>5.1f}"
             for one in (*seen, whole))  # fmt: skip
    return "\n".join(lines)
