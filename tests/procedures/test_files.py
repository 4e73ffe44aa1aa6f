"""A folder of files: what cannot be read is told of, and hinders none of the others."""

import hashlib
from datetime import date

import pytest

from service.errors import ProcedureError
from service.procedures import load, read_procedure, shipped

UNREADABLE = {
    "an empty file": (b"", "bad.toml: is empty."),
    "a slip in the TOML": (
        b'name = "x"\nprefix = ANY\n',
        "bad.toml: line 2: cannot be read: what stands after the = is no value.",
    ),
    "quotation marks of a word processor": (
        "name = “x”\n".encode(),
        'bad.toml: line 1: cannot be read: what stands after the = is no value. A text needs quotes, and straight ones',
    ),
    "a day as it is said": (
        b"in_force = { from = 05-01-2026 }\n",
        "bad.toml: line 1: cannot be read: a comma or a closing bracket is missing, or a date is not written as 2026-",
    ),
    "a key twice": (b"a = 1\na = 2\n", "bad.toml: line 2: cannot be read: a key is here twice."),
    "a closed clause": (
        b'stage.1 = { title = "x" }\n[stage.1.talk]\n',
        "bad.toml: line 2: cannot be read: a heading is here twice, or adds to a clause that was closed with }",
    ),
    "a line of prose": (b"Stage 1 is for workers\n", "bad.toml: line 1: cannot be read: a line needs a key, ="),
    "a bracket left open": (b'a = ["x"\nb = 1\n', "bad.toml: line 2: cannot be read: a comma or a closing"),
    "an end too soon": (b'name = "x', "bad.toml: line 1: cannot be read: a quotation mark is missing."),
    "another encoding": ('name = "x"\ntalk = "ça"\n'.encode("latin-1"), "bad.toml: line 2: is not UTF-8."),
    "a list": (b"[1, 2, 3]", "bad.toml: line 1: cannot be read:"),
    "too much": (b"# " + b"x" * 200_001, "bad.toml: is longer than 200000 characters."),
    "a number beyond counting": (b"a = " + b"9" * 4400, "bad.toml: holds a number or a nesting too large to read."),
    "a bottomless nesting": (b"a = " + b"[\n" * 20_000 + b"]\n" * 20_000, "bad.toml: holds a number or a nesting"),
    "a line without end": (b"a = 1\n" + b".".join([b"b"] * 50_000) + b" = 1", "bad.toml: line 2: is longer than 4500"),
    "a bottomless key": (b".".join([b"a"] * 2_000) + b" = 1", 'bad.toml: does not know the key "a".'),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_an_unreadable_file_is_told_of_and_the_others_load(tmp_path, smallest, name):
    raw, says = UNREADABLE[name]
    (tmp_path / "bad.toml").write_bytes(raw)
    (tmp_path / "anytown.toml").write_text(smallest)
    found = load(tmp_path)
    assert list(found.procedures) == ["anytown"]
    assert any(str(fault).startswith(says) for fault in found.faults), found.faults


def test_a_file_may_begin_with_a_byte_order_mark_and_end_its_lines_as_windows_does(tmp_path, smallest):
    (tmp_path / "anytown.toml").write_bytes(b"\xef\xbb\xbf" + smallest.replace("\n", "\r\n").encode())
    assert list(load(tmp_path).procedures) == ["anytown"]


def test_the_bank_holidays_beside_the_procedures_are_none_of_them(tmp_path):
    (tmp_path / "closures.toml").write_text("england = []")
    assert load(tmp_path).faults == ()


def test_the_digest_of_a_file_alone_is_that_of_its_text(smallest):
    assert read_procedure("anytown", {"anytown": smallest}).digest == hashlib.sha256(smallest.encode()).hexdigest()


def test_every_fault_stands_on_a_line_of_its_own(smallest):
    text = smallest.replace("manager", "manger", 1).replace('prefix = "ANY"', 'prefix = "any\\u2028x"')
    with pytest.raises(ProcedureError) as refused:
        read_procedure("anytown", {"anytown": text})
    lines = str(refused.value).splitlines()
    assert len(lines) == 3 and all(line.startswith("anytown.toml: ") for line in lines)


def test_what_was_read_cannot_be_changed(smallest):
    procedure = read_procedure("anytown", {"anytown": smallest})
    with pytest.raises(TypeError):
        procedure.roles["manager"] = None


def test_published_forms_are_the_callers(smallest):
    text = smallest + 'form.f = { title = "F", uses = "letter", to = "chair", cite = "1" }'
    with pytest.raises(ProcedureError, match="no such published form"):
        read_procedure("anytown", {"anytown": text})
    assert read_procedure("anytown", {"anytown": text}, forms=frozenset({"letter", "notification"})).forms


def test_doubts_are_warnings_and_not_faults(tmp_path, smallest):
    text = smallest.replace('power = "decides"', 'power = "mediates"')
    text = text.replace('cites = "sections"', 'cites = "sections", review_by = 2025-01-31')
    text = text.replace('manager = "Team Manager"', 'manager = { school = "Head", any = "Manager" }')
    text = text.replace('chair = "Chair', 'worker = { school = "Teacher" }, chair = "Chair')
    text += 'interpretation.days = { source = "days", read_as = "Working days.", cite = "3" }\n'
    (tmp_path / "anytown.toml").write_text(text)
    found = load(tmp_path, today=date(2026, 11, 23))
    assert found.faults == ()
    assert [(warning.place, warning.says.partition(":")[0]) for warning in found.warnings] == [
        ("role.worker", "has no post at"),
        ("stage.3", "is the last stage, and nobody decides there"),
        ("interpretation.days", "is pointed at by no clause."),
        ("source", "was to be reviewed by 31 January 2025. Ask its publisher for the present text."),
    ]
    assert "source" not in {warning.place for warning in load(tmp_path).warnings}


def test_an_ower_without_a_side_who_is_of_both_sides_is_doubted(tmp_path, smallest):
    go = '{ do = "Go", owed_by = "manager", cite = "4" }'
    text = smallest + f'stage.4 = {{ title = "x", people = "manager", cite = "4", go = {go} }}'
    (tmp_path / "anytown.toml").write_text(text)
    assert "stage.4.go" in {warning.place for warning in load(tmp_path).warnings}


def test_it_is_doubted_that_a_case_of_no_track_should_go_on_to_a_stage_of_a_track(tmp_path, smallest):
    text = smallest + "\n".join(
        (
            'type = { dissent = "Dissent", other_matter = "Another matter" }',
            'track.d = { title = "Dissent", types = ["dissent"], stages = ["d"], record_only = true, cite = "5" }',
            'stage.d = { title = "Dissent", people = "manager", cite = "5", go = { do = "Answer", cite = "5" } }',
        )
    )
    (tmp_path / "anytown.toml").write_text(text)
    (tmp_path / "mended.toml").write_text(text.replace('cite = "3.3"', 'unresolved = "stay", cite = "3.3"'))
    doubts = {(warning.file, warning.place) for warning in load(tmp_path).warnings}
    assert {("anytown.toml", "stage.3"), ("anytown.toml", "track.d")} <= doubts
    assert doubts & {("mended.toml", "stage.3"), ("mended.toml", "track.d")} == {("mended.toml", "track.d")}


def test_of_the_shipped_files_only_known_doubts_remain():
    doubts = {(warning.file, warning.place) for warning in shipped(today=date(2026, 11, 23)).warnings}
    assert doubts == {
        ("liverpool.toml", "role.worker"),
        ("liverpool.toml", "role.manager"),
        ("liverpool.toml", "role.representative"),
        ("liverpool.toml", "role.board_representative"),
        ("longmoor.toml", "source"),
        ("lsab-lscp.toml", "stage.4"),
    }


def test_a_procedure_that_is_not_there_is_refused_with_the_nearest(smallest):
    with pytest.raises(ProcedureError, match=r'anytwon.toml: there is no such file. Did you mean "anytown"\?'):
        read_procedure("anytwon", {"anytown": smallest})
