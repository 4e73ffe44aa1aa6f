"""What must agree across rooms: processes, queues, events, settings, holidays, and tests for every room."""

import importlib
import re
from datetime import date

import pytest

from service import cli
from service.bootstrap import Clock
from service.config import Config, Mailbox
from service.demo import parts
from service.demo.part import ROOT
from service.escalation.decide import RULES
from service.escalation.events import Event
from service.procedures.calendars import DIVISIONS, calendars
from tests.house.tree import OURS, found, modules

PROCFILE = dict(re.findall(r"(?m)^(\w+): python -m service\.cli (\w+)$", (ROOT / "Procfile").read_text()))
ROOMS = sorted(
    {path.parts[1] for path in modules("service") if len(path.parts) > 2} | {"forms"}
)


def test_the_procfile_runs_the_four_kinds_of_process_by_their_subcommands():
    assert len(PROCFILE) == len((ROOT / "Procfile").read_text().splitlines())
    assert list(PROCFILE.items()) == [(name, name) for name in ("web", "mailbox", "worker", "clock")]
    assert PROCFILE.keys() <= cli.COMMANDS.keys()


def test_the_demo_starts_the_processes_of_the_procfile():
    ports = parts.Ports(web=1, redis=2, imap=3, smtp=4)
    assert [part.command[1:] for part in parts.parley(ports)] == [("-m", "service.cli", name) for name in PROCFILE]


def test_every_queue_has_a_worker_and_every_job_can_be_found():
    assert found(r"\bQueue\((\w+),", *OURS) == {("service/bootstrap.py", "DELIVER"), ("workers/deliver.py", "DELIVER")}
    [(_, job)] = found(r"\.enqueue\(\"([\w.]+)\"", *OURS)
    module, _, function = job.rpartition(".")
    assert callable(getattr(importlib.import_module(module), function))


def test_every_event_has_a_rule():
    assert set(RULES) == set(Event.__subclasses__())


@pytest.mark.parametrize("name", Config.model_fields)
def test_every_setting_has_its_sentence(name):
    description = Config.model_fields[name].description or ""
    assert re.fullmatch(r"[A-Z].+[.\]]\.?", description, re.DOTALL)


def test_every_setting_is_printed(capsys):
    assert cli.main(["settings"]) == 0
    assert re.findall(r"(?m)^PARLEY_(\w+)$", capsys.readouterr().out) == [name.upper() for name in Config.model_fields]


def test_the_parts_of_a_mailbox_are_named_in_its_sentence():
    sentence = Config.model_fields["mailboxes"].description or ""
    assert [name for name in Mailbox.model_fields if f'"{name}"' not in sentence] == []


@pytest.mark.parametrize("nation", DIVISIONS)
def test_bank_holidays_are_known_to_the_end_of_next_year(nation):
    this_year = Clock(sessions=None).real().year  # type: ignore[arg-type]  # real time asks no database
    assert calendars().of(nation).covers(date(this_year + 1, 12, 31))


@pytest.mark.parametrize("room", [*ROOMS, "crash", "walks"])  # the workers are tried by what kills them, and by walks
def test_every_room_has_its_tests(room):
    assert list((ROOT / "tests" / room).glob("test_*.py"))
