"""The page that procedures are written from says what the loader does."""

import re
import tomllib
from pathlib import Path

import pytest

import service.procedures
from service.procedures import PUBLISHED_FORMS, keys, read_procedure, vocabulary, warnings
from service.procedures.clocks import CLOCK
from service.procedures.parties import RUNG
from service.procedures.roles import POST

PAGE = Path(service.procedures.__file__).with_name("README.md").read_text("utf-8")
SHAPES = {name: value for name, value in vars(keys).items() if name.isupper() and hasattr(value, "keys")}
BLOCKS = dict(re.findall(r"```toml (\w+)\n(.*?)```", PAGE, re.DOTALL))
EVERY_KEY = {*CLOCK.keys, *RUNG.keys, *POST.keys, *(key for shape in SHAPES.values() for key in shape.keys)}


def test_its_smallest_file_is_the_one_tried_here(smallest):
    assert BLOCKS["smallest"] == smallest


@pytest.mark.parametrize("name", ["smallest", "template"])
def test_its_files_load_without_fault_or_doubt(name):
    assert warnings(read_procedure("anytown", {"anytown": BLOCKS[name]})) == ()


def test_every_block_is_toml():
    for block in re.findall(r"```toml.*?\n(.*?)```", PAGE, re.DOTALL):
        assert tomllib.loads(block)


@pytest.mark.parametrize("key", sorted(EVERY_KEY))
def test_it_names_every_key(key):
    assert re.search(rf"\b{key}\b", "".join(re.findall(r"`[^`\n]+`", PAGE)))


def test_it_names_every_heading_kind_status_and_form():
    words = {*keys.SECTIONS, *vocabulary.KINDS, *vocabulary.STATUSES, *vocabulary.FREE_MOMENTS, *PUBLISHED_FORMS}
    assert {word for word in words if word not in PAGE} == set()
