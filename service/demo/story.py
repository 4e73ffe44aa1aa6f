"""The story: the walks of the README, played against the running parts over HTTP, SMTP and IMAP.

Each step prints one line with its time. It ends with `story: ok`, or with the name of the step that
failed; nothing here looks behind the doors that people use.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message

from service.demo.walker import Browser, Page, Reader, StepFailed, Urls, link_in, text_of, until

REFERENCE = re.compile(r"\b(?:SEF|LIV)-[0-9A-Z]{4}-[0-9A-Z]{4}\b")

SEFTON = {
    "risk": "no", "type": "threshold", "area": "Sefton",
    "your_name": "Skipper Lugworm", "your_role": "Class teacher", "your_agency": "Marram Primary School",
    "your_email": "skipper.lugworm@marram-primary.example", "your_phone": "01632 960 555",
    "lead_name": "Rowan Samphire", "lead_email": "rowan.samphire@marram-primary.example",
    "their_agency": "Dunelands Community Health Trust", "more_agencies": "no",
    "spoken": "disagree", "spoken_how": "phone", "spoken_who": "The duty nurse and I",
    "spoken_outcome": "We do not agree about the level of need.", "stage": "2",
    "child_name": "Zebedee Quill", "status": "child in need",
    "decision": "Not to visit again before the end of term.", "reasons": "Attendance fell below half.",
    "wanted": "A visit within the week.",
}  # fmt: skip
LIVERPOOL = (
    ("Is a child at immediate risk of significant harm?", "No"),
    ("What is the disagreement about?", "Thresholds at the point of referral"),
    ("Which area does the child live in?", "Liverpool"),
    ("Full name", "Misty Hoarding"), ("Job title", "Class teacher"),
    ("Agency or school", "Cobalt Street Primary School"),
    ("Work email address", "misty.hoarding@cobalt-street.example"),
    ("Which agency do you disagree with?", "Vermilion Hospitals Trust"),
    ("Are any other agencies involved?", "No"), ("Have you spoken to the other agency?", "Not yet"),
    ("Which stage are you at?", "Stage 1: The workers, then their line managers"),
    ("Child's full name", "Zebedee Quill"), ("Date of birth or due date", "3 March 2018"),
    ("What help or plan is in place for the child?", "Child in need (section 17)"),
    ("What decision or action do you disagree with?", "No referral was made."),
    ("Why do you disagree?", "The injuries were not explained."), ("What do you want to happen?", "A referral."),
)  # fmt: skip


@dataclass
class Scene:
    """What the story has seen so far."""

    urls: Urls
    browser: Browser = field(default_factory=Browser)
    readers: dict[str, Reader] = field(default_factory=dict)
    reference: str = ""
    mails: dict[str, Message] = field(default_factory=dict)

    def reader(self, address: str) -> Reader:
        return self.readers.setdefault(address, Reader(self.urls, address))

    def mailbox(self, partnership: str) -> str:
        return next(str(address) for address in self.urls["mailbox"] if address.startswith(partnership))


HEALTH = "avery.curlew@dunelands-health.example"
SCHOOL = "rowan.samphire@marram-primary.example"
TEACHER = "skipper.lugworm@marram-primary.example"
MANAGER = "jay.turnstone@dunelands-health.example"
HEALTH_DIRECTOR = "phoebe.godwit@dunelands-health.example"
SCHOOL_DIRECTOR = "perry.glasswort@marram-primary.example"
BUSINESS = "harbour.pilot@sefton-partnership.example"
LIVERPOOL_TEACHER = "misty.hoarding@cobalt-street.example"


def a_school_raises_a_disagreement_on_the_web(scene: Scene) -> str:
    raised = f"{scene.urls['web']}/sefton/raise"
    page = scene.browser.send(scene.browser.get(raised), {"risk": "no"})
    today = _today(scene)
    answers = {**SEFTON, **_date("spoken_on", today), **_date("concern_on", today), **_date("child_born", (2018, 3, 3))}
    sent = scene.browser.send(page, answers)
    scene.reference = _reference(sent)
    again = scene.browser.send(page, answers)
    if _reference(again) != scene.reference:
        raise StepFailed("pressing the button twice gave a second reference")
    if "Zebedee" in sent.text:
        raise StepFailed("the receipt names the child")
    return scene.reference


def _today(scene: Scene) -> tuple[int, int, int]:
    """The local date as the service sees it, from its own clock page."""
    shown = scene.browser.get(scene.urls["clock"]).text
    found = re.search(r"(\d{1,2}) (\w+) (20\d\d)", shown)
    if not found:
        raise StepFailed("the clock page shows no date")
    return int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


def _date(name: str, day: tuple[int, int, int]) -> dict[str, str]:
    year, month, number = day
    return {f"{name}-day": str(number), f"{name}-month": str(month), f"{name}-year": str(year)}


def _reference(page: Page) -> str:
    found = REFERENCE.search(page.text)
    if not found:
        wrong = re.findall(r"error[^>]*>\s*<a[^>]*>([^<]+)", page.text) or re.findall(r"<h1[^>]*>([^<]+)", page.text)
        raise StepFailed(f"no reference on {page.address}: {'; '.join(word.strip() for word in wrong)}")
    return found[0]


def everyone_is_written_to(scene: Scene) -> str:
    for address in (TEACHER, HEALTH, SCHOOL, MANAGER, BUSINESS):
        scene.mails[address] = scene.reader(address).wait_for(scene.reference)
    if any("Zebedee" in text_of(mail) for mail in scene.mails.values()):
        raise StepFailed("a mail names the child")
    return str(scene.mails[HEALTH]["Subject"])


def the_other_agency_says_seen(scene: Scene) -> str:
    scene.mails[HEALTH] = _routed(scene, HEALTH)
    scene.reader(HEALTH).reply(scene.mails[HEALTH], "SEEN")
    return str(scene.reader(HEALTH).wait_for("You have this")["Subject"])


def _routed(scene: Scene, address: str) -> Message:
    """The mail that asks, which may not have been the first to come."""
    first = scene.mails.get(address)
    return first if first is not None and "RESOLVED" in text_of(first) else scene.reader(address).wait_for("RESOLVED")


def a_stranger_is_held(scene: Scene) -> str:
    stranger = Reader(scene.urls, HEALTH)
    stranger.reply(scene.mails[HEALTH], "RESOLVED all good now", as_owner=False)
    coordinator = scene.reader(scene.urls["coordinator"])
    return str(coordinator.wait_for("to check")["Subject"])


def the_school_moves_it_on(scene: Scene) -> str:
    scene.mails[SCHOOL] = _routed(scene, SCHOOL)
    scene.reader(SCHOOL).reply(scene.mails[SCHOOL], "NOT RESOLVED\nWe could not agree about the visit.")
    scene.reader(SCHOOL).wait_for("not resolved")
    scene.mails[HEALTH_DIRECTOR] = scene.reader(HEALTH_DIRECTOR).wait_for(scene.reference)
    scene.mails[TEACHER] = scene.reader(TEACHER).wait_for(scene.reference)
    return str(scene.mails[HEALTH_DIRECTOR]["Subject"])


def time_passes_and_a_reminder_falls(scene: Scene) -> str:
    def turned() -> Message | None:
        page = scene.browser.get(scene.urls["clock"])
        scene.browser.send(page, {})
        time.sleep(1.5)
        return scene.reader(MANAGER).find("reply today")

    return str(until(turned, f"a reminder to {MANAGER}")["Subject"])


def both_sides_settle_it(scene: Scene) -> str:
    first = _routed(scene, SCHOOL_DIRECTOR)
    scene.reader(SCHOOL_DIRECTOR).reply(first, "Resolved - a joint visit on Friday")
    asked = scene.reader(HEALTH_DIRECTOR).wait_for("AGREE")
    scene.reader(HEALTH_DIRECTOR).reply(asked, "AGREE")
    told = scene.reader(TEACHER).wait_for("resolved at")
    return str(told["Subject"])


def feedback_is_given_by_the_signed_link(scene: Scene) -> str:
    link = link_in(scene.reader(SCHOOL_DIRECTOR).wait_for("in your own words"))
    page = scene.browser.get(link)
    choice = re.search(r'value="(feedback:[^"]+)"', page.text)
    if not choice:
        raise StepFailed("the answer page offers no feedback")
    asked = scene.browser.send(page, {"choice": choice[1], "detail": "I rang her.", "step": "code"})
    mail = scene.reader(SCHOOL_DIRECTOR).wait_for("code")
    code = re.search(r"\b\d{6}\b", text_of(mail))
    if not code:
        raise StepFailed("the mail carries no code")
    done = scene.browser.send(asked, {"code": code[0], "step": "answer"})
    if "told the person" not in done.text:
        raise StepFailed(f"the answer was not recorded: {_heading(done)}")
    return _heading(done)


def _heading(page: Page) -> str:
    found = re.search(r"<h1[^>]*>([^<]+)", page.text)
    return found[1].strip() if found else page.address


def a_liverpool_school_notifies_by_mail(scene: Scene) -> str:
    year, month, day = _today(scene)
    lines = [f"{label} {answer}" if label.endswith("?") else f"{label}: {answer}" for label, answer in LIVERPOOL]
    lines.append(f"When did the concern arise? {day} {month} {year}")
    scene.reader(LIVERPOOL_TEACHER).write(scene.mailbox("liverpool"), "Notification", "\n".join(lines))
    mail = scene.reader(LIVERPOOL_TEACHER).wait_for("LIV-")
    found = REFERENCE.search(str(mail["Subject"]))
    scene.reference = found[0] if found else ""
    return str(mail["Subject"])


def liverpools_line_managers_are_asked(scene: Scene) -> str:
    mail = scene.reader("crispin.parapet@vermilion-health.example").wait_for(scene.reference)
    return str(mail["Subject"])


STEPS: tuple[Callable[[Scene], str], ...] = (
    a_school_raises_a_disagreement_on_the_web,
    everyone_is_written_to,
    the_other_agency_says_seen,
    a_stranger_is_held,
    the_school_moves_it_on,
    time_passes_and_a_reminder_falls,
    both_sides_settle_it,
    feedback_is_given_by_the_signed_link,
    a_liverpool_school_notifies_by_mail,
    liverpools_line_managers_are_asked,
)


def play(urls: Urls) -> int:
    """Play every step; 0 when all was seen, 1 with the name of the step that failed."""
    scene, began = Scene(urls), time.monotonic()
    for step in STEPS:
        name, started = step.__name__.replace("_", " "), time.monotonic()
        try:
            seen = step(scene)
        except Exception as fault:  # whatever went wrong, the step's name is what the reader needs
            _say(f"story: failed at “{name}”: {type(fault).__name__}: {fault}")
            return 1
        _say(f"{time.monotonic() - began:5.1f} s  {name} ({time.monotonic() - started:.1f} s): {seen}")
    _say("story: ok")
    return 0


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201
