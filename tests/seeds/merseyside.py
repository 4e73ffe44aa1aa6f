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

from werkzeug.test import TestResponse

from forms import Answers
from forms.stage_outcome import StageOutcomeForm
from service.app import create_app
from service.bootstrap import stored_procedure
from service.demo import directory
from service.escalation.case import Case
from service.pages import AnswerPage, Recorded
from service.store import cases, submissions
from tests.intake.house import IN_LIVERPOOL, House, reply, token_in
from tests.intake.test_notifications import code_in

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


def raised(house: House, stage: str = "1", by: str = SCHOOL, at: str = HEALTH, **changed: str) -> str:
    """The reference of a disagreement in Liverpool, raised by somebody of one agency about another at that stage."""
    told = {"stage": stage, "your_agency": by, "your_email": RAISERS[by], "their_agency": at}
    return house.notify(partnership="liverpool", **IN_LIVERPOOL | told | changed).reference


def says(house: House, reader: str, words: str) -> None:
    """An answer to the latest mail that offers this word."""
    word = re.match("[A-Z ]+", words)
    assert word, f"{words!r} begins with no word that acts"
    house.receive(reply(house.last(reader, word[0].strip()), words))


def chooses(house: House, reader: str, choice: str, mail: str = "/r/") -> Recorded:
    """An answer by the signed link in the latest mail with these words, and by the code that follows."""
    token = token_in(house.last(reader, mail))
    shown = behind(house, reader, mail)
    value = next(value for value, label in shown.choices if choice in (value, label))
    house.pages.send_code(token)
    done = house.answer(token, code_in(house, reader), value)
    assert isinstance(done, Recorded)
    return done


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


def page(house: House, address: str) -> TestResponse:
    return create_app(house.pages).test_client().get(address)


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
