"""The worked dates of all five procedures: deadlines-golden.json is the test of every clock."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from service.escalation.calendar import LONDON
from service.escalation.simulate import Beginning, simulate
from service.procedures import shipped
from service.procedures.calendars import calendars

CASES = json.loads(Path(__file__).with_name("deadlines-golden.json").read_text())
PROCEDURES = shipped().procedures
CALENDARS = calendars()


@pytest.mark.parametrize("worked", CASES, ids=lambda one: f"{one['procedure']} {one['from']} {one['urgent']}")
def test_every_worked_date_is_reckoned_as_it_was_worked(worked):
    since = datetime.fromisoformat(worked["from"])
    owed = simulate(PROCEDURES[worked["procedure"]], Beginning(since, worked["urgent"]), CALENDARS)
    dated = [
        {"stage": line.stage, "what": line.what, "due": line.due.astimezone(LONDON).isoformat()}
        for line in owed
        if line.due
    ]
    assert dated == worked["deadlines"]


def test_there_are_sixty_five_of_them():
    assert len(CASES) == 65
