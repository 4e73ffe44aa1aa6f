"""Every command of the README is run: the quick ones here, the long ones by the test that the table names."""

import json
import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from service import bootstrap, cli, config
from service.bootstrap import Service
from service.demo import directory
from service.demo.part import ROOT
from service.intake.by_mail.mails import read_one
from service.mail.imap.account import Arrival
from service.store import Keys, migrate, open_engine
from tests.house.tree import README
from tests.intake.house import SEFTON, House, Moment
from workers.mailbox import keep

BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines()]

STORY = "tests/walks/test_story.py::test_all_five_stories_are_played_to_their_ends_within_two_minutes"
UP_AND_DOWN = "tests/demo/test_lending.py::test_the_demo_comes_up_takes_commands_and_goes_down"
LONG = {
    "./run demo": UP_AND_DOWN,
    "./run demo --urls addresses.json --no-browser": UP_AND_DOWN,
    "./run demo --story": STORY,
    "./run demo --fresh": "tests/demo/test_launcher.py::test_fresh_forgets_the_demos_data_and_nothing_else",
    "./run parley case list": UP_AND_DOWN,
    "./run test": ".ci/run::./run test",
    "parley doctor": "tests/commands/test_doctor.py::test_a_real_mail_room_is_well",
    "parley web": STORY,
    "parley mailbox": STORY,
    "parley worker": STORY,
    "parley clock": STORY,
}
QUICK = [command for command in COMMANDS if command not in LONG]


def test_every_command_is_parleys_and_none_in_the_table_has_gone():
    assert {command.split()[0] for command in COMMANDS} == {"./run", "parley"}
    assert LONG.keys() <= set(COMMANDS)


@pytest.mark.parametrize("where", sorted(set(LONG.values())))
def test_the_test_that_runs_a_long_command_is_there(where):
    path, _, name = where.partition("::")
    assert name in (ROOT / path).read_text("utf-8")


@pytest.fixture(scope="module")
def deployment(tmp_path_factory) -> Path:
    """A folder of its own with keys, the demo's partnerships, a directory file, a form, and a database."""
    folder = tmp_path_factory.mktemp("readme")
    Keys.fresh().write(folder / "keys.json")
    (folder / "partnerships.toml").write_bytes(directory.PARTNERSHIPS.read_bytes())
    (folder / "sefton.csv").write_bytes(directory.PARTNERSHIPS.with_name("directory-sefton.csv").read_bytes())
    (folder / "message.eml").write_bytes(b"From: jo@school.example\r\nSubject: Re: x\r\n\r\nRESOLVED\r\n")
    engine = open_engine(f"sqlite:///{folder}/parley.db")
    migrate(engine)
    engine.dispose()
    with pytest.MonkeyPatch.context() as here:
        set_up(folder, here)
        assert cli.main(["directory", "load", "sefton.csv"]) == 0
        assert cli.main(shlex.split("form notification --as docx -o notification.docx --partnership sefton")) == 0
    return folder


def set_up(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in that folder with its settings; nobody listens where its Redis should be, so the bell rings in vain."""
    boxes = [{"partnership": "sefton", "address": SEFTON, "user": SEFTON, "password": "x"}]
    monkeypatch.chdir(folder)
    for name, value in {
        "DATABASE_URL": f"sqlite:///{folder}/parley.db", "KEY_FILE": "keys.json", "MAILBOXES": json.dumps(boxes),
        "AUTHSERV_ID": "mail.example", "ENVIRONMENT": "readme", "REDIS_URL": "redis://127.0.0.1:1/0",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"PARLEY_{name}", value)


@pytest.fixture
def service(deployment, monkeypatch) -> Iterator[Service]:
    set_up(deployment, monkeypatch)
    assembled = bootstrap.assemble(config.read())
    yield assembled
    assembled.bell.redis.close()
    assembled.engine.dispose()


def a_new_case(service: Service) -> str:
    return House(service, Moment()).notify(**{"concern_on-day": "2", "concern_on-month": "1"}).reference


def a_held_mail(service: Service) -> str:
    raw = f"From: jo@school.example\r\nMessage-ID: <{os.urandom(8).hex()}@school.example>\r\n\r\nHello.\r\n".encode()
    keep(service, [Arrival(SEFTON, raw, 1, 1, service.clock.real())])
    assert read_one(service)
    return House(service, Moment()).held()[-1].id


STAND_INS = {"REF": a_new_case, "ID": a_held_mail}


@pytest.mark.parametrize("command", QUICK)
def test_a_quick_command_does_what_it_says(command, service, capsys, monkeypatch):
    words = [STAND_INS[word](service) if word in STAND_INS else word for word in shlex.split(command)[1:]]
    if words == ["keys"]:
        monkeypatch.setenv("PARLEY_KEY_FILE", "new-keys.json")
    capsys.readouterr()
    assert cli.main(words) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out
