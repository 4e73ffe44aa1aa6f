"""The demo as people start it, and a command typed to it while it runs, as `./run parley` does."""

import json
import os
import shlex
import signal
import stat
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from service.demo import place
from service.demo.lending import borrowed, lent
from service.demo.part import ROOT

OUTSIDE = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
NO_CASE = "There is no case yet.\n"


def parley(var: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "service.demo.lending", "--var", str(var), *words]
    environment = OUTSIDE | settings
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False)


@contextmanager
def a_demo(var: Path) -> Iterator[subprocess.Popen[str]]:
    """Up, its addresses beside its data; told to stop afterwards."""
    command = [sys.executable, "-m", "service.cli", "demo", "--no-browser", "--port", "0", "--var", str(var)]
    command += ["--urls", str(var / "addresses.json")]
    with subprocess.Popen(command, cwd=ROOT, env=OUTSIDE, stdout=subprocess.PIPE, text=True) as demo:
        try:
            assert any(line.startswith("Ctrl-C stops it.") for line in iter(demo.stdout.readline, ""))
            yield demo
        finally:
            demo.send_signal(signal.SIGTERM)


def test_the_demo_comes_up_takes_commands_and_goes_down(tmp_path):
    with a_demo(tmp_path) as demo:
        urls = json.loads((tmp_path / "addresses.json").read_text())
        for page in ("web", "post_room", "clock"):
            assert urllib.request.urlopen(urls[page], timeout=10).status == 200
        listed = parley(tmp_path, "case", "list")
        assert (listed.returncode, listed.stdout, listed.stderr) == (0, NO_CASE, "")
        assert "avery.curlew@dunelands-health.example" in parley(tmp_path, "directory", "list").stdout
    assert demo.returncode == 0
    assert not place.of_the_demo(tmp_path).settings.exists()


@pytest.mark.parametrize("words", [["case", "list"], ["directory", "list"], ["migrate"], ["clock"]])
def test_a_command_that_needs_settings_says_so_where_no_demo_runs(tmp_path, words):
    refused = parley(tmp_path, *words)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "start it with ./run demo" in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_needs_none_does_its_work_without_a_demo(tmp_path):
    worked = parley(tmp_path, "simulate", "sefton", "--from", "2026-12-17T10:00", "--json")
    assert (worked.returncode, worked.stderr) == (0, "")
    assert json.loads(worked.stdout)["procedure"] == "sefton"


def test_the_words_alone_are_answered_as_parley_does(tmp_path):
    assert "usage: parley" in parley(tmp_path, "--help").stdout
    assert parley(tmp_path).returncode == 2


# What is lent, and to whom


@pytest.fixture
def where(tmp_path) -> place.Place:
    here = place.of_the_demo(tmp_path)
    here.prepare()
    return here


SETTINGS = {"PARLEY_DATABASE_URL": "sqlite:///nowhere/a b.db", "PARLEY_MAILBOXES": '[{"password": "#\'$x"}]'}


def test_only_the_settings_are_lent_whatever_they_hold(where):
    with place.alone_in(where), lent(where, {**SETTINGS, "HOME": "elsewhere"}):
        assert borrowed(where) == SETTINGS


def test_a_shell_can_read_them_too(where):
    with lent(where, SETTINGS):
        read = f'set -a; . {shlex.quote(str(where.settings))}; printf %s "$PARLEY_MAILBOXES"'
        said = subprocess.run(["sh", "-c", read], capture_output=True, text=True, check=True).stdout
    assert said == SETTINGS["PARLEY_MAILBOXES"]


def test_nobody_else_may_read_them(where):
    with lent(where, SETTINGS):
        assert stat.S_IMODE(where.settings.stat().st_mode) == 0o600


def test_a_demo_that_was_killed_lends_nothing(where):
    with lent(where, SETTINGS):
        assert borrowed(where) == {}


def test_a_demo_that_is_not_up_yet_lends_nothing(where):
    with place.alone_in(where):
        assert borrowed(where) == {}


def test_whoever_has_settings_is_lent_none(where, tmp_path):
    with place.alone_in(where), lent(where, SETTINGS):
        assert "PARLEY_MAILBOXES_0_ADDRESS" in parley(tmp_path, "migrate").stderr
        mine = parley(tmp_path, "migrate", PARLEY_DATABASE_URL=f"sqlite:///{tmp_path}/mine.db")
    assert mine.stdout == "The database is up to date.\n"
