"""Every page in every state that it is drawn in, and the way there, as a person takes it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.browser.visitor import Visitor
from tests.intake.house import CHILD, NOTIFICATION, SCHOOL
from tests.web.edge import REPORT

FORM, OUTCOME = "/sefton/raise/details?risk=no", "/sefton/outcome"
ELSEWHERE = "skipper.lugworm@elsewhere.example"  # not an address of the agency that she names
ONE_LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3


@dataclass(frozen=True)
class State:
    """`endpoint` answers in the end, with `template`."""

    endpoint: str | None
    template: str
    way: Callable[[Visitor], None]

    def __str__(self) -> str:
        return self.way.__name__


STATES: list[State] = []


def state(endpoint: str | None, template: str) -> Callable[[Callable[[Visitor], None]], Callable[[Visitor], None]]:
    def add(way: Callable[[Visitor], None]) -> Callable[[Visitor], None]:
        STATES.append(State(endpoint, template, way))
        return way

    return add


@state("front.every_service", "services.html")
def every_service(visitor: Visitor) -> None:
    visitor.open("/")


@state("front.start", "start.html")
def start(visitor: Visitor) -> None:
    visitor.open("/sefton/")


@state("front.stages", "stages.html")
def stages(visitor: Visitor) -> None:
    visitor.open("/liverpool/stages")


@state("front.stages", "stages.html")
def stages_of_a_school(visitor: Visitor) -> None:
    visitor.open("/liverpool/stages/longmoor")


@state("downloads.forms", "downloads.html")
def forms_as_files(visitor: Visitor) -> None:
    visitor.open("/sefton/forms")


@state("notify.risk", "risk.html")
def risk(visitor: Visitor) -> None:
    start(visitor)
    visitor.press("Start now")


@state("notify.risk_answered", "risk.html")
def risk_not_said(visitor: Visitor) -> None:
    risk(visitor)
    visitor.press("Continue")


@state("notify.act_today", "act_today.html")
def act_today(visitor: Visitor) -> None:
    risk(visitor)
    visitor.fill({"risk": "yes"})
    visitor.press("Continue")


@state("notify.details", "notification.html")
def notification(visitor: Visitor) -> None:
    visitor.open(FORM)


@state("notify.send", "notification.html")
def notification_empty(visitor: Visitor) -> None:
    notification(visitor)
    visitor.press("Send the disagreement")


@state("notify.send", "notification.html")
def notification_with_few_faults(visitor: Visitor) -> None:
    notification(visitor)
    visitor.unfold()
    visitor.fill(NOTIFICATION | {"your_email": f"{ONE_LONG_WORD} at school", "siblings": ONE_LONG_WORD})
    visitor.press("Send the disagreement")


@state("notify.send", "notification.html")
def notification_left_open_too_long(visitor: Visitor) -> None:
    notification(visitor)
    visitor.fill(NOTIFICATION)
    visitor.page.locator("[name=mark]").evaluate("mark => mark.value = 'of yesterday'")
    visitor.press("Send the disagreement")


@state("notify.send", "fault.html")
def notification_too_long_to_send(visitor: Visitor) -> None:
    notification(visitor)
    visitor.fill({"reasons": "x" * 1_100_000})
    visitor.press("Send the disagreement")


@state("notify.send", "exit.html")
def another_procedure_fits(visitor: Visitor) -> None:
    notification(visitor)
    visitor.fill(NOTIFICATION | {"type": "exit complaint"})
    visitor.press("Send the disagreement")


@state("notify.sent", "sent.html")
def receipt(visitor: Visitor) -> None:
    notification(visitor)
    visitor.fill(NOTIFICATION)
    visitor.press("Send the disagreement")


@state("notify.sent", "sent.html")
def receipt_while_it_is_checked(visitor: Visitor) -> None:
    act_today(visitor)
    visitor.press("I have done this")
    visitor.fill(NOTIFICATION | {"risk": "yes", "your_email": ELSEWHERE})
    visitor.press("Send the disagreement")


@state("outcome.ask", "stage_outcome.html")
def outcome(visitor: Visitor) -> None:
    visitor.open(OUTCOME)


@state("outcome.send", "stage_outcome.html")
def outcome_empty(visitor: Visitor) -> None:
    outcome(visitor)
    visitor.press("Send the outcome")


@state("outcome.send", "outcome_sent.html")
def outcome_sent(visitor: Visitor) -> None:
    case = visitor.site.house.notify()
    outcome(visitor)
    visitor.fill({
        "reference": case.reference, "outcome": "not resolved", "risk": "immediate", "reason": "It is as it was.",
        "your_name": "Rowan Samphire", "your_email": SCHOOL,
    })  # fmt: skip
    visitor.press("Send the outcome")


@state("report.ask", "resolution_report.html")
def report(visitor: Visitor) -> None:
    visitor.open("/sefton/report")


@state("report.send", "resolution_report.html")
def report_empty(visitor: Visitor) -> None:
    report(visitor)
    visitor.press("Send the report")


@state("report.send", "report_sent.html")
def report_sent(visitor: Visitor) -> None:
    case = visitor.site.house.notify()
    report(visitor)
    visitor.fill(REPORT | {"reference": case.reference, "child_name": CHILD, "your_email": SCHOOL})
    visitor.press("Send the report")


@state(None, "fault.html")
def page_not_found(visitor: Visitor) -> None:
    visitor.open("/nowhere/at/all")


@state("notify.sent", "fault.html")
def receipt_not_found(visitor: Visitor) -> None:
    visitor.open("/sefton/sent/6f9619ff-8b86-4d01-b42d-00c04fc964ff")


@state("demo.clock", "demo/clock.html")
def clock(visitor: Visitor) -> None:
    visitor.site.house.notify()
    visitor.open("/clock")


@state("demo.post_room", "demo/post_room.html")
def post_room(visitor: Visitor) -> None:
    visitor.site.house.notify()
    visitor.site.deliver()
    visitor.open("/post-room")
    visitor.fill({"words": "SEEN"})
    visitor.press("Send the answer")
