"""The README is true: its paths exist, its walks can be followed, its map shows every room and module."""

import importlib
import re
import tomllib
from collections.abc import Iterator

import pytest

from service import cli
from service.config import Config
from service.demo.part import ROOT
from tests.house.tree import README, files

FENCED = re.compile(r"```.*?\n(.*?)```", re.DOTALL)
INLINE = re.findall(r"`([^`\n]+)`", FENCED.sub("", README))
MAP = next(block for block in FENCED.findall(README) if block.startswith("run, Procfile"))
DRAWING = next(block for block in FENCED.findall(README) if block.startswith("the front"))

REFERENCES = [name for name in INLINE if re.fullmatch(r"[\w/]+\.py:[\w.]+", name)]
PATHS = [name for name in INLINE if re.fullmatch(r"(?!\./)[\w.-]+/[\w./-]*|\.venv|\w+\.toml|Procfile", name)]
OF_A_DEPLOYMENT = {".venv", "var/", "partnerships.toml"}
# every module of these is on the map
DRAWN_WHOLE = ("service", "service/intake", "service/telling", "service/escalation")


def drawn() -> Iterator[str]:
    """The paths of the map: names up to the first two spaces, below the folder that they are indented under."""
    folders: list[str] = []
    for line in MAP.splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        names = re.split(r"\s{2,}", line.strip())[0].replace(",", "").split()
        below = "".join(folders[:depth])
        yield from (f"{below}{name}" for name in names)
        folders[depth:] = [names[0]]


def named_in_the_map() -> set[str]:
    return {name.rstrip("/") for name in drawn()}


def test_the_walks_name_enough_to_follow():
    assert len(REFERENCES) > 25


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_function_of_the_walks_is_where_the_readme_says(reference):
    path, _, name = reference.partition(":")
    found = importlib.import_module(path.removesuffix(".py").replace("/", "."))
    for part in name.split("."):
        found = getattr(found, part)
    module = getattr(found, "__module__", None)
    assert module is None or module.replace(".", "/") + ".py" == path or not callable(found)


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_the_readme_names_is_there(path):
    assert path in OF_A_DEPLOYMENT or (ROOT / path).exists()


def test_everything_on_the_map_is_there():
    assert {name for name in named_in_the_map() if not (ROOT / name).exists()} == set()


def test_every_room_is_on_the_map():
    folders = {path.parts[0] for path in files() if len(path.parts) > 1 and not path.parts[0].startswith(".")}
    rooms = {str(path.parent) for path in files() if len(path.parts) == 3 and path.parts[0] == "service"}
    assert (folders | rooms) - named_in_the_map() == set()


@pytest.mark.parametrize("folder", DRAWN_WHOLE)
def test_every_module_of_a_room_is_on_the_map(folder):
    here = {str(path) for path in files() if str(path.parent) == folder and path.suffix == ".py"}
    assert here - named_in_the_map() - {f"{folder}/__init__.py"} == set()


def test_the_drawing_of_who_may_import_whom_is_that_of_the_rules():
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = {name for layer in rules[0]["layers"] for name in re.findall(r"\w+", layer)}
    names = {name for line in DRAWING.splitlines() for name in re.findall(r"\w+", line[14:])}
    assert names == layers | {"workers", "forms"}


def test_every_setting_that_the_readme_names_exists_and_it_says_where_all_are():
    named = set(re.findall(r"PARLEY_(\w+)", README))
    assert named - {name.upper() for name in Config.model_fields} == set()
    assert "`parley settings`" in README


def test_every_subcommand_that_the_readme_names_exists(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    offered = set(re.findall(r"(?m)^    ([\w-]+) ", capsys.readouterr().out))
    assert {name.split()[1] for name in INLINE if name.startswith("parley ")} - offered == set()
