"""What the tests of procedures share: the smallest useful file, and a shipped one with a slip of the pen in it."""

import pytest

from service.procedures import faults, shipped

SMALLEST = """\
name = "Anytown escalation procedure"
prefix = "ANY"
version = "2026-01"
in_force = { from = 2026-01-05 }
areas = ["Anytown"]
calendar = "england"
partnership_reads_from = "2"
source = { title = "Anytown escalation policy", cites = "sections" }
role = { manager = "Team Manager", chair = "Chair of the partnership" }
stage.1 = { title = "The practitioners talk", people = "practitioner", due = { working_days = 2 }, cite = "3.1" }
stage.2 = { title = "Their managers talk", people = "manager", due = { working_days = 5 }, cite = "3.2" }
stage.3 = { title = "The Chair", people = "manager", authority = "chair", power = "decides", cite = "3.3" }
"""


@pytest.fixture(scope="session")
def procedures():
    return shipped()


@pytest.fixture
def smallest():
    return SMALLEST


@pytest.fixture
def slip(procedures):
    """The faults of a shipped file in which each `old` was replaced by `new`; an empty `old` adds to the end."""

    def made(key, *changes):
        text = procedures.texts[key]
        for old, new in changes:
            assert old in text, f"{key}.toml no longer says {old!r}"
            text = text.replace(old, new, 1) if old else f"{text}\n{new}\n"
        return [str(fault) for fault in faults(key, {key: text})]

    return made


@pytest.fixture
def anytown(smallest):
    """The faults of the smallest file with one line changed, by the beginning of the line, or added at the top."""

    def made(*lines):
        text = smallest
        for line in lines:
            key = line.partition(" =")[0]
            kept = [old for old in text.splitlines() if not old.startswith(f"{key} =")]
            text = "\n".join((line, *kept)) + "\n"
        return [str(fault) for fault in faults("anytown", {"anytown": text})]

    return made
