"""Every page in every state that it is drawn in, and the way there, as a person takes it.

Those on which a disagreement is raised are in tests/browser/raising.py.
"""

from tests.browser.state import state
from tests.browser.visitor import Visitor
from tests.intake.house import CHILD, SCHOOL
from tests.web.edge import REPORT

OUTCOME = "/sefton/outcome"
ELSEWHERE = "skipper.lugworm@elsewhere.example"  # not an address of the agency that she names
ONE_LONG_WORD = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3


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


@state("front.about", "about/privacy.html")
def privacy(visitor: Visitor) -> None:
    visitor.open("/sefton/about/privacy")


@state("front.about", "about/accessibility.html")
def accessibility(visitor: Visitor) -> None:
    visitor.open("/sefton/about/accessibility")


@state("front.about", "about/cookies.html")
def cookies(visitor: Visitor) -> None:
    visitor.open("/sefton/about/cookies")


@state("front.about", "about/terms.html")
def terms(visitor: Visitor) -> None:
    visitor.open("/sefton/about/terms")


@state("downloads.forms", "downloads.html")
def forms_as_files(visitor: Visitor) -> None:
    visitor.open("/sefton/forms")


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


@state("demo.start", "demo/start.html")
def start_of_the_demo(visitor: Visitor) -> None:
    visitor.open("/demo")


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
