"""What the rows of Lincolnshire's boards, the ESCB and Longmoor's school are told with: who raises what, and where.

How a case is played and looked at is told in tests/seeds/merseyside.py.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

from forms.stage_outcome import StageOutcomeForm
from service.demo import directory
from service.intake.by_page.links import READ
from tests.intake.house import NOTIFICATION, reply, token_in
from tests.intake.test_notifications import code_in
from tests.seeds.merseyside import behind, kept

CONCERN = "2026-11-23T10:00Z"  # the Monday that the worked dates begin on
SETTLED = {
    "outcome": "resolved", "agreed": "A joint visit.", "settled_on": "25 11 2026", "method": "conversation",
    "on_file": "yes",
}  # fmt: skip
NOT_SETTLED = {"outcome": "not resolved", "reason": "They do not see a risk."}


@dataclass(frozen=True)
class Place:
    """A partnership of the demo: the practitioner who raises a disagreement there, and what they say on the form."""

    partnership: str
    raiser: str
    coordinator: str
    form: Mapping[str, str]


LINCOLNSHIRE = Place(
    "lincolnshire", "wheat.bundle@sluice-bank.example", "Tulip Spinney",
    MappingProxyType({
        "area": "Lincolnshire", "type": "action", "subject": "child", "further_board": "Children",
        "your_name": "Wheat Bundle", "your_agency": "Sluice Bank Primary School",
        "your_email": "wheat.bundle@sluice-bank.example", "their_agency": "Reedbed Community Health Trust",
        "lead_name": "Clover Haywain", "lead_email": "clover.haywain@sluice-bank.example",
    }),
)  # fmt: skip
ESCB = Place(
    "escb", "sandy.silt@slatefield-high.example", "Gale Stormglass",
    MappingProxyType({
        "area": "ESCB", "type": "threshold", "your_name": "Sandy Silt", "your_agency": "Slatefield High School",
        "your_email": "sandy.silt@slatefield-high.example", "their_agency": "Granite Community Health Trust",
        "lead_name": "Flint Moraine", "lead_email": "flint.moraine@slatefield-high.example",
    }),
)  # fmt: skip
LONGMOOR = Place(
    "liverpool", "ling.heathland@longmoor-primary.example", "Umber Compass",
    MappingProxyType({
        "area": "Liverpool", "type": "referral_refused", "your_name": "Ling Heathland",
        "your_agency": "Longmoor Community Primary School", "their_agency": "Children's Services (demo)",
        "your_email": "ling.heathland@longmoor-primary.example",
        "lead_name": "Bracken Moorhen", "lead_email": "bracken.moorhen@longmoor-primary.example",
    }),
)  # fmt: skip


def raised(house, place, stage="1", **changed):
    """The reference of a disagreement that is raised there at that stage."""
    return house.notify(partnership=place.partnership, **{**place.form, "stage": stage, **changed}).reference


def filled(place, **changed):
    """The notification form, filled in by the practitioner there."""
    return {**NOTIFICATION, **place.form, "stage": "1", **changed}


def raiser_says(house, place, words):
    """The practitioner who raised it answers the mail that confirmed it."""
    house.receive(reply(house.last(place.raiser, "we have your disagreement"), words))


def chooses(house, reader, choice, mail="/r/", words="", **given):
    """An answer by the signed link in the latest mail with these words: its value, or how its label begins."""
    offered = behind(house, reader, mail).choices
    value = next((value for value, label in offered if choice == value or label.startswith(choice)), "")
    assert value, f"{choice!r} is not among {[label for _, label in offered]}"
    return by_link(house, reader, mail, value, words, **given)


def reads(house, reader, mail="/r/"):
    """All that the link in that mail opens of what is written about the case."""
    record = by_link(house, reader, mail, READ)
    return " / ".join(said for paper in record.written for line in paper.lines for said in line)


def by_link(house, reader, mail, value, words="", **given):
    token = token_in(house.last(reader, mail))
    house.pages.send_code(token)
    return house.answer(token, code_in(house, reader), value, words, **given)


def written_up(house, place, reference, email, **given):
    """The answers of an outcome that somebody tells on the page, as they are kept."""
    told = {"reference": reference, "risk": "no change", "your_name": "Jo Field", "your_email": email, **given}
    id = uuid4().hex
    answers = StageOutcomeForm.read(told, house.pages.outcome_choices(place.partnership))
    house.pages.submit_outcome(place.partnership, id, answers)
    return kept(house, id)[1]


def confirms(house, reader):
    """They say, by the link that they are sent, that what the form told is right; from then it acts."""
    return chooses(house, reader, "What I told you on the form", "confirm your answer")


def simulated(parley, procedure, *more, since=CONCERN):
    """When `parley simulate` says that each `STAGE TASK` with a date is due, in London's time."""
    status, said, why_not = parley("simulate", procedure, "--from", since, "--json", *more)
    assert status == 0, why_not
    due = {f"{line['stage']} {line['what']}": line["due"] for line in json.loads(said)["deadlines"]}
    return {what: f"{datetime.fromisoformat(at):%a %d %b %H:%M}" for what, at in due.items()}


def load(parley, folder, place, instead):
    """Load the place's directory with each text of `instead` changed."""
    written = Path(directory.__file__).with_name(f"directory-{place.partnership}.csv").read_text()
    for before, now in instead.items():
        assert before in written
        written = written.replace(before, now)
    file = folder / "directory.csv"
    file.write_text(written)
    status, _, why_not = parley("directory", "load", file)
    assert status == 0, why_not
