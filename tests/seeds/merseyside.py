"""What the rows of Liverpool and Sefton are told with: the people of the demo, and what they do.

A case is raised on the page, answered by mail or by signed link, and looked at with `parley case`.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from forms import Answers
from forms.resolution_report import ResolutionReportForm
from forms.stage_outcome import StageOutcomeForm
from service.app import create_app
from service.bootstrap import stored_procedure
from service.demo import directory
from service.escalation.case import Case
from service.seam.link_pages import Record
from service.seam.pages import AnswerPage, Recorded
from service.store import cases, submissions
from tests.intake.house import IN_LIVERPOOL, NOTIFICATION, House, reply, token_in
from tests.intake.test_notifications import code_in
from tests.web.walking import raise_up_to

Parley = Callable[..., tuple[int, str, str]]

SCHOOL, OTHER_SCHOOL, HEALTH = "Cobalt Street Primary School", "Indigo Lane High School", "Vermilion Hospitals Trust"
SERVICES, POLICE = "Children's Services (demo)", "Quayside Police"
TEACHER = "misty.hoarding@cobalt-street.example"
RAISERS = {
    SCHOOL: TEACHER,
    OTHER_SCHOOL: "cedar.scaffold@indigo-lane.example",
    HEALTH: "onyx.pavement@vermilion-health.example",
    SERVICES: "larch.lattice@liverpool-children.example",
    POLICE: "pewter.hinge@quayside-police.example",
}

LEAD, HEAD = "amber.cornice@cobalt-street.example", "jasper.pediment@cobalt-street.example"
SCHOOLS_OFFICER, SCHOOLS_BOARD_REP = "opal.architrave@cobalt-street.example", "flint.balustrade@cobalt-street.example"
SPECIALIST, DESIGNATED_NURSE = "crispin.parapet@vermilion-health.example", "holly.rotunda@vermilion-health.example"
NAMED_NURSE = "fern.portico@vermilion-health.example"  # who stands in: the named nurse is away
COORDINATORS = ("umber.compass@liverpool-partnership.example", "sienna.sextant@liverpool-partnership.example")
COORDINATOR = COORDINATORS[0]
QUALITY_OFFICER = "ochre.almanac@liverpool-partnership.example"
MEDIATOR = "mauve.astrolabe@liverpool-partnership.example"
BOARD_MEMBER = "russet.barometer@liverpool-partnership.example"
IRO = "briar.trellis@liverpool-children.example"

OURS = {"1": HEAD, "2": SCHOOLS_OFFICER, "3": SCHOOLS_BOARD_REP, "4": SCHOOLS_BOARD_REP}  # of the school, by stage
THEIRS = {"1": SPECIALIST, "2": NAMED_NURSE, "3": DESIGNATED_NURSE, "4": DESIGNATED_NURSE}

CONCERN = "2026-11-23T10:00Z"  # the Monday that the worked dates begin on
SPOKEN = {
    "spoken": "disagree", "spoken_on": "24 November 2026", "spoken_how": "phone",
    "spoken_who": "The teacher, and the health visitor", "spoken_outcome": "No visit will be made.",
}  # fmt: skip
AGREED = {
    "outcome": "resolved", "agreed": "A joint visit is made.", "settled_on": "25 November 2026", "method": "managers",
    "actions": "A joint visit; the health visitor; 4 December 2026", "on_file": "yes",
}  # fmt: skip
NOT_AGREED = {"outcome": "not resolved", "reason": "They do not see a risk."}
REPORT = {
    "child_name": "Zebedee Quill", "escalated_name": "Misty Hoarding", "escalated_agency": SCHOOL,
    "level_of_need": "section 17", "details": "A visit was refused. It is made.", "met_on": "25 11 2026",
    "method": "mediator", "resolved_at": "3", "lessons": "training", "completed_by": "Opal Architrave",
    "completed_on": "25 11 2026",
}  # fmt: skip


def raised(house: House, stage: str = "1", by: str = SCHOOL, at: str = HEALTH, **changed: str) -> str:
    """The reference of a disagreement in Liverpool, raised by somebody of one agency about another at that stage."""
    told = {"stage": stage, "your_agency": by, "your_email": RAISERS[by], "their_agency": at}
    return house.notify(partnership="liverpool", **IN_LIVERPOOL | told | changed).reference


def says(house: House, reader: str, words: str) -> None:
    """An answer to the latest mail that offers this word."""
    word = re.match("[A-Z ]+", words)
    assert word, f"{words!r} begins with no word that acts"
    house.receive(reply(house.last(reader, word[0].strip()), words))


def chooses(house: House, reader: str, choice: str, mail: str = "/r/", words: str = "We spoke on Tuesday.") -> None:
    """An answer, given by its value or its label, by the signed link in the latest mail that has `mail` in it."""
    value = next(value for value, label in behind(house, reader, mail).choices if choice in (value, label))
    assert isinstance(_answer(house, reader, mail, value, words), Recorded)


def confirms(house: House, reader: str) -> None:
    """What they told on a form acts, once they say by their link that it is right."""
    mail = "confirm your answer"
    value = next(value for value, _ in behind(house, reader, mail).choices if value.startswith("confirm:"))
    assert isinstance(_answer(house, reader, mail, value), Recorded)


def reads(house: House, reader: str, mail: str = "/r/") -> list[str]:
    """Every answer of every paper that the page behind their link lets them read."""
    record = _answer(house, reader, mail, "read")
    assert isinstance(record, Record)
    return [said for paper in record.written for _, said in paper.lines]


def _answer(house: House, reader: str, mail: str, value: str, words: str = "") -> object:
    token = token_in(house.last(reader, mail))
    house.pages.send_code(token)
    return house.answer(token, code_in(house, reader), value, words)


def behind(house: House, reader: str, mail: str = "/r/") -> AnswerPage:
    """The page behind the signed link in that mail."""
    shown = house.pages.answer_page(token_in(house.last(reader, mail)))
    assert isinstance(shown, AnswerPage)
    return shown


def move_up(house: House, reference: str, to: str) -> None:
    """The school's people say NOT RESOLVED, stage after stage, until the case is at that one."""
    while (stage := house.case(reference).stage) != to:
        says(house, OURS[stage], "NOT RESOLVED")


def settle(house: House, ours: str, theirs: str) -> None:
    says(house, ours, "RESOLVED")
    says(house, theirs, "AGREE")


def shown(parley: Parley, reference: str) -> dict[str, object]:
    """The case as `parley case` shows it."""
    status, said, why_not = parley("case", reference, "show", "--json")
    assert status == 0, why_not
    found: dict[str, object] = json.loads(said)
    return found


def owed(parley: Parley, reference: str) -> dict[str, dict[str, str]]:
    """What the case's page says is needed now, by the id of each duty."""
    return {duty["id"]: duty for duty in shown(parley, reference)["owed"]}  # type: ignore[attr-defined]


def simulated(parley: Parley, procedure: str, what: str, *more: str, since: str = CONCERN) -> str:
    """When `parley simulate` says that `STAGE TASK` is due, in London's time."""
    status, said, why_not = parley("simulate", procedure, "--from", since, "--json", *more)
    assert status == 0, why_not
    due = {f"{line['stage']} {line['what']}": line["due"] for line in json.loads(said)["deadlines"]}
    return f"{datetime.fromisoformat(due[what]):%a %d %b %Y %H:%M}"


def stored(house: House, reference: str) -> Case:
    with house.service.sessions.begin() as session:
        return cases.load(session, cases.id_of(session, reference), stored_procedure)


def kept(house: House, submission_id: str) -> tuple[str, Answers]:
    """A form as it was kept: the case that it belongs to, and its answers."""
    with house.service.sessions.begin() as session:
        found = submissions.find(session, house.service.vault, submission_id)
    assert found and found.case_id
    return found.case_id, Answers.from_json(found.words)


def tell_outcome(house: House, reference: str, email: str, **given: str) -> str:
    """The outcome of a stage, told on the page; the id that it is kept under."""
    told = {"reference": reference, "risk": "no change", "your_name": "Jo Field", "your_email": email}
    answers = StageOutcomeForm.read(told | given, house.pages.outcome_choices("liverpool"))
    assert isinstance(answers, Answers), [fault.message for fault in answers]
    submission_id = uuid4().hex
    house.pages.submit_outcome("liverpool", submission_id, answers)
    return submission_id


def writes_up(house: House, reference: str, reader: str, **given: str) -> None:
    """The outcome of a stage, told on the page and confirmed by the link that follows."""
    tell_outcome(house, reference, reader, **given)
    confirms(house, reader)


def report(house: House, reference: str, reader: str, **changed: str) -> None:
    """The multi-agency resolution report, filled in on its page and confirmed by the link that follows."""
    file_report(house, reference, reader, **changed)
    confirms(house, reader)


def file_report(house: House, reference: str, reader: str, **changed: str) -> None:
    """The report, filled in on its page, and not confirmed yet."""
    answers = ResolutionReportForm.read(
        REPORT | {"reference": reference, "your_email": reader} | changed, house.pages.report_choices("liverpool")
    )
    assert isinstance(answers, Answers), [fault.message for fault in answers]
    house.pages.submit_report("liverpool", uuid4().hex, answers)


def log(parley: Parley, agency: str) -> list[dict[str, str]]:
    """An agency's summary log, a row a case."""
    why = ("--as", "Umber Compass", "--why", "For monitoring.")
    status, said, why_not = parley("log", "liverpool", "--agency", agency, *why, "--json")
    assert status == 0, why_not
    found: list[dict[str, str]] = json.loads(said)
    return found


def ticks(parley: Parley, reference: str, stage: str, record: str) -> dict[str, bool]:
    """Of each agency, whether that record of that stage is on the child's file."""
    listed = shown(parley, reference)["on_file"]
    return {one["agency"]: one["kept"] for one in listed if (one["stage"], one["record"]) == (stage, record)}  # type: ignore[attr-defined]


def browser(house: House) -> FlaskClient:
    return create_app(house.pages).test_client()


def page(house: House, address: str) -> TestResponse:
    return browser(house).get(address)


def screen(house: House, partnership: str, key: str, **changed: str) -> TestResponse:
    """That screen of those on which a disagreement is raised there, on the way that these answers take."""
    answers = NOTIFICATION | (IN_LIVERPOOL if partnership == "liverpool" else {}) | changed
    return raise_up_to(browser(house), answers, key, at=f"/{partnership}/raise")


def told(house: House, reader: str, words: str) -> str:
    """What the latest mail to that reader with these words says, its lines joined."""
    return " ".join(house.last(reader, words).get_content().split())


def load(parley: Parley, folder: Path, *more: str, instead: Mapping[str, str] = MappingProxyType({})) -> None:
    """Load Liverpool's directory with more lines, and with each text of `instead` changed."""
    text = Path(directory.__file__).with_name("directory-liverpool.csv").read_text()
    for written, now in instead.items():
        assert written in text
        text = text.replace(written, now)
    file = folder / "directory.csv"
    file.write_text("\n".join((text.rstrip(), *more)) + "\n")
    status, _, why_not = parley("directory", "load", file)
    assert status == 0, why_not
