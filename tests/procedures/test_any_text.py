"""Whatever a file says, it is read or refused; nothing else ever comes of it."""

import copy
import tomllib

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.errors import ProcedureError
from service.procedures import explain, faults, read_procedure, shipped, warnings
from service.procedures.keys import EXIT, FORM, QUESTION, SECTIONS, SOURCE, STAGE, TASK, TELL, TOP, TRACK

SHIPPED = shipped()
TABLES = [tomllib.loads(text) for text in SHIPPED.texts.values() if "in_force" in text]
NAMES = sorted({name for shape in (TOP, SOURCE, STAGE, TASK, TRACK, QUESTION, TELL, FORM, EXIT) for name in shape.keys})
WORDS = ["1", "2", "chair", "practitioner", "own/director", "stage 1 ended", "act done", "stay", "the-week", "\x00", ""]

leaves = st.one_of(
    st.sampled_from(WORDS), st.text(max_size=8), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes()
)
names = st.one_of(st.sampled_from([*NAMES, *SECTIONS, "1", "2", "any"]), st.text(min_size=1, max_size=8))
values = st.recursive(leaves, lambda part: st.lists(part, max_size=3) | st.dictionaries(names, part, max_size=4))


def is_read_or_refused(texts):
    try:
        procedure = read_procedure("any", texts)
    except ProcedureError as refused:
        assert all(line.startswith(("any.toml: ", "other.toml: ")) for line in str(refused).splitlines())
    else:
        assert explain(procedure) and warnings(procedure) is not None


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_any_text(text):
    is_read_or_refused({"any": text})


@given(st.dictionaries(names, values, max_size=6))
@settings(max_examples=100, deadline=None)
def test_any_tables(table):
    check(table)


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_shipped_file_with_anything_in_any_place(data):
    table = copy.deepcopy(data.draw(st.sampled_from(TABLES)))
    part = table
    while True:
        key = data.draw(st.sampled_from(sorted(part)))
        if not isinstance(part[key], dict) or not part[key] or data.draw(st.booleans()):
            break
        part = part[key]
    change = data.draw(st.sampled_from(["replace", "remove", "add"]))
    if change == "remove":
        del part[key]
    else:
        part[key if change == "replace" else data.draw(names)] = data.draw(values)
    check(table)


@given(st.dictionaries(names, values, max_size=4), st.lists(st.sampled_from(["stage", "stage.2", "role.chair", "x.y"])))
@settings(max_examples=60, deadline=None)
def test_anything_that_extends_a_shipped_file(table, addresses):
    local = toml({**table, "extends": "other", "remove": addresses})
    is_read_or_refused({"any": local, "other": SHIPPED.texts["sefton"]})


@given(st.sampled_from(sorted(SHIPPED.texts)), st.integers(0, 20_000), st.text(max_size=4))
@settings(max_examples=100, deadline=None)
def test_a_shipped_file_with_a_slip_of_the_pen(key, place, slip):
    text = SHIPPED.texts[key]
    at = place % (len(text) + 1)
    faults("any", {"any": text[:at] + slip + text[at + 1 :]})


def check(table):
    is_read_or_refused({"any": toml(table)})


def toml(table):
    return "\n".join(f"{quoted(name)} = {written(value)}" for name, value in table.items())


def written(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(name)} = {written(part)}" for name, part in value.items()) + "}"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def quoted(text):
    return '"' + "".join(f"\\U{ord(letter):08x}" for letter in text) + '"'
