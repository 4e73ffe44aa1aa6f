"""What the steps of the story share: who has been met, the day by the service's clock, an answer by a signed link."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from email.message import Message
from html import unescape

from service.demo.walker import Browser, Page, Reader, StepFailed, Urls, link_in, text_of, until

REFERENCE = re.compile(r"\b[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


@dataclass
class Scene:
    """What the story has seen so far: of whom, about which case, and the mails that somebody will answer. `desks` are
    the browsers of those who have signed in, by their addresses."""

    urls: Urls
    browser: Browser = field(default_factory=Browser)
    readers: dict[str, Reader] = field(default_factory=dict)
    desks: dict[str, Browser] = field(default_factory=dict)
    reference: str = ""
    mails: dict[str, Message] = field(default_factory=dict)

    def reader(self, address: str) -> Reader:
        return self.readers.setdefault(address, Reader(self.urls, address))

    def mailbox(self, partnership: str) -> str:
        return next(str(address) for address in self.urls["mailbox"] if address.startswith(partnership))


Step = Callable[[Scene], str]


@dataclass(frozen=True)
class Answer:
    """What is chosen behind a signed link (the beginning of its value), the words beside it, and what that records."""

    choice: str
    words: str
    records: str


TOLD = Answer("feedback:", "I rang her.", "told the person")
CONFIRMED = Answer("confirm:", "", "What you wrote is recorded")  # of a form that was filled in before
CHANGED = "Something changed since you opened this page"


def done(duty: str, words: str) -> Answer:
    """Their part is done. Where its task offers answers: how one of them begins, after the duty and a colon."""
    return Answer(f"done:{duty}", words, "Your part is done")


def decided(words: str) -> Answer:
    return Answer("decided", words, "recommendation is recorded")


def by_link(scene: Scene, address: str, mail: Message, answer: Answer) -> str:
    """Answer by the link, again where the case changed meanwhile and the page asks so; the heading of what follows."""
    for _ in range(3):
        done = _answered(scene, address, mail, answer)
        if answer.records in done.text:
            return heading(done)
        if CHANGED not in done.text:
            break
    raise StepFailed(f"the answer was not recorded: {what_is_wrong(done)}")


def _answered(scene: Scene, address: str, mail: Message, answer: Answer) -> Page:
    """Open the link, choose, ask for the code, and send it back."""
    page = scene.browser.get(link_in(mail))
    choice = re.search(rf'value="({re.escape(answer.choice)}[^"]*)"', page.text)
    if not choice:
        raise StepFailed(f"the answer page offers no {answer.choice}: {heading(page)}")
    asked = scene.browser.send(page, {"choice": unescape(choice[1]), "detail": answer.words, "step": "code"})
    if 'name="code"' not in asked.text:
        return asked
    code = re.search(r"\b\d{6}\b", text_of(scene.reader(address).wait_for("Your code is")))
    if not code:
        raise StepFailed("the mail carries no code")
    return scene.browser.send(asked, {"code": code[0], "step": "answer"})


def tells(scene: Scene, address: str) -> str:
    """They give feedback in their own words, by the mail that asks for it."""
    return by_link(scene, address, scene.reader(address).wait_for("give feedback"), TOLD)


def says(scene: Scene, address: str, words: str, mail: str = "NOT RESOLVED") -> Message:
    """They reply to the next mail that has these words in it."""
    found = scene.reader(address).wait_for(mail)
    scene.reader(address).reply(found, words)
    return found


def thread_of(scene: Scene, address: str) -> int:
    """How many mails about the case a reader has; StepFailed where they are not one thread."""
    came = [mail for _, mail in scene.reader(address).mails()]
    mails = [mail for mail in came if scene.reference in str(mail["Subject"])]
    known = {str(mail["Message-ID"]) for mail in came}  # a code, whose subject names no case, is of the thread too
    begins = [str(mail["Message-ID"]) for mail in mails if mail["In-Reply-To"] is None]
    threads = [str(mail["References"]).split() for mail in mails if mail["In-Reply-To"]]
    if len(begins) != 1 or any(thread[0] != begins[0] or thread[-1] not in known for thread in threads):
        raise StepFailed(f"the {len(mails)} mails of {address} are not one thread")
    return len(mails)


def heading(page: Page) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", page.text, re.DOTALL)
    return _words(found[1]) if found else page.address


def what_is_wrong(page: Page) -> str:
    """The summary of a page's faults, or its heading where it shows none."""
    summary = re.search(r'error-summary__list">(.*?)</ul>', page.text, re.DOTALL)
    return _words(re.sub("<", " <", summary[1])) if summary else heading(page)


def _words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", markup).split())


def today(scene: Scene) -> date:
    """The local date as the service sees it, from its own clock page."""
    return _day_of(scene.browser.get(scene.urls["clock"]))


def turn_to(scene: Scene, day: date) -> None:
    """Press the clock's button until it shows that day: it waits for what is due before it turns any further."""

    def turned() -> bool | None:
        page = scene.browser.get(scene.urls["clock"])
        return _day_of(page) >= day or _day_of(scene.browser.send(page, {})) >= day or None

    until(turned, f"the clock to show {day}")


def _day_of(page: Page) -> date:
    found = re.search(r"(\d{1,2}) (\w+) (20\d\d)", page.text)
    if not found:
        raise StepFailed("the clock page shows no date")
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))


def due_by(mail: Message, part: str) -> date:
    """The day by which a mail asks for one of its parts, as in "- Say whether it is resolved / By: Wednesday 2 December
    2026, 5pm"."""
    found = re.search(rf"^- {part}.*\n  By: \w+ (\d{{1,2}}) (\w+) (20\d\d)", text_of(mail), re.M)
    if not found:
        raise StepFailed(f"the mail “{mail['Subject']}” names no day for “{part}”")
    return date(int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))


def asked_by(scene: Scene, mail: Message) -> date:
    """The day in the subject of a mail, as in "reply by Wed 2 December": the next of that date."""
    found = re.search(r"by \w{3} (\d{1,2}) (\w+)", str(mail["Subject"]))
    if not found:
        raise StepFailed(f"the mail “{mail['Subject']}” names no day")
    now = today(scene)
    month, number = MONTHS.index(found[2]) + 1, int(found[1])
    return date(now.year + (month < now.month), month, number)
