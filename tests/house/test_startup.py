"""A process loads what it runs and no more: everybody waits for the slowest to start."""

import subprocess
import sys

import pytest

from service import cli
from service.demo.part import ROOT
from tests.house.tree import found

DEAR = {"alembic", "flask", "gunicorn", "imapclient", "jinja2", "psycopg", "pymap", "requests", "rq", "sqlalchemy"}
NEEDED = {
    "": set(),
    "settings": set(),
    "simulate": set(),
    "demo": set(),
    "migrate": {"sqlalchemy"},
    "web": {"flask", "gunicorn", "jinja2", "rq", "sqlalchemy"},
    "mailbox": {"imapclient", "jinja2", "rq", "sqlalchemy"},
    "worker": {"jinja2", "rq", "sqlalchemy"},
    "clock": {"jinja2", "rq", "sqlalchemy"},
}
ASK_FOR_HELP = """
import sys
from service import cli
try:
    cli.main([*sys.argv[1:], "--help"])
except SystemExit:
    print("\\nloaded:", *sys.modules)
"""


def loaded_by(command: str) -> set[str]:
    """The libraries of a process that knows what it is to run."""
    words = [sys.executable, "-c", ASK_FOR_HELP, *command.split()]
    said = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {name.partition(".")[0] for name in said.rpartition("loaded:")[2].split()}


@pytest.mark.parametrize("command", NEEDED)
def test_a_command_loads_what_it_needs_and_no_more(command):
    assert DEAR & loaded_by(command) == NEEDED[command]


def test_every_module_that_can_run_is_a_command():
    listed = {module.replace(".", "/") + ".py" for module, _ in cli.COMMANDS.values()}
    runs = {path for path, _ in found(r"(?m)^(?:def run\(|run = )", "service")}
    assert {path for path in runs if path.startswith("service/commands/")} == listed - {"service/demo/launcher.py"}
