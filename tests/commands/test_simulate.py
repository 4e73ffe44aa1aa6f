"""parley simulate: dates before anybody has a case, without settings or a database."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from service.demo.part import ROOT

GOLDEN = Path(__file__).parents[1] / "escalation" / "deadlines-golden.json"

pytestmark = pytest.mark.usefixtures("nowhere")


def test_the_worked_dates_come_out_as_they_were_written(parley):
    code, out, _ = parley("simulate", "--cases", GOLDEN, "--json")
    assert (code, out) == (0, GOLDEN.read_text().rstrip("\n") + "\n")


def test_cases_are_read_from_the_pipe_in_order_without_their_other_keys(parley, monkeypatch):
    cases = [
        {"note": "x", "urgent": True, "from": "2026-06-02T10:00", "procedure": "sefton"},
        {"procedure": "escb", "from": "2026-12-17T10:00Z"},
    ]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(cases).encode())))
    code, out, _ = parley("simulate", "--cases", "-", "--json")
    first, second = json.loads(out)
    assert (code, list(first)) == (0, ["procedure", "from", "urgent", "deadlines"])
    assert (first["from"], first["urgent"], second["urgent"]) == ("2026-06-02T10:00", True, False)
    assert first["deadlines"][0] == {"stage": "1", "what": "act", "due": "2026-06-04T17:00:00+01:00"}
    assert second["deadlines"] == []


def test_an_empty_list_is_an_empty_list(parley, tmp_path):
    (tmp_path / "none.json").write_text("[]")
    assert parley("simulate", "--cases", "none.json", "--json") == (0, "[]\n", "")


def test_the_table_says_who_owes_what_by_when_and_why(parley):
    code, out, _ = parley("simulate", "sefton", "--from", "2026-12-17T10:00")
    assert code == 0
    [act] = [line for line in out.splitlines() if line.startswith("1 ") and " act " in line]
    assert "originating/practitioner" in act
    assert act.count("Mon 21 Dec 2026 17:00") == 2
    assert "2 working days after the concern arose" in act


def test_an_immediate_risk_adds_what_it_adds(parley):
    assert "urgent" not in parley("simulate", "sefton", "--from", "2026-12-17T10:00")[1]
    assert "\nurgent  escalate" in parley("simulate", "sefton", "--from", "2026-12-17T10:00", "--urgent")[1]


def test_an_immediate_risk_is_told_in_words_before_any_date(parley):
    lines = parley("simulate", "liverpool", "--from", "2026-12-24T09:15", "--urgent")[1].splitlines()
    assert lines[1].startswith("Ring first: 999")
    assert lines[2] == "Escalate by the established safeguarding procedures: Thu 24 Dec 2026 17:00"


def test_one_procedure_as_json_gives_its_dates_and_everything_owed(parley):
    _, out, _ = parley("simulate", "liverpool", "--from", "2026-12-17T10:00", "--json")
    told = json.loads(out)
    assert told["deadlines"][0] == {"stage": "1", "what": "act", "due": "2026-12-18T10:00:00+00:00"}
    assert told["owed"][0]["who"] == "both/worker"
    assert {"ask", "due", "why", "do"} <= told["owed"][0].keys()


def test_a_date_alone_is_nine_in_the_morning_in_london(parley):
    by_day = parley("simulate", "liverpool", "--from", "2026-06-01", "--json")
    by_hour = parley("simulate", "liverpool", "--from", "2026-06-01T09:00", "--json")
    assert json.loads(by_day[1])["owed"] == json.loads(by_hour[1])["owed"]


def test_twenty_four_hours_are_elapsed_ones_when_the_clocks_go_forward_however_the_moment_was_typed(parley):
    plain, zoned = (
        json.loads(parley("simulate", "liverpool", "--from", f"2026-03-28T16:59{zone}", "--json")[1])["deadlines"]
        for zone in ("", "Z")
    )
    assert plain == zoned
    assert plain[0] == {"stage": "1", "what": "act", "due": "2026-03-29T17:59:00+01:00"}


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["seftn", "--from", "2026-12-17T10:00"], 'no procedure "seftn" that can be used. Did you mean "sefton"?'),
        (["sefton", "--from", "yesterday"], '"yesterday" is no date and time. Write it as 2026-12-17T10:00.'),
        (["sefton", "--from", "2026-02-30"], "is no date and time"),
        (["sefton", "--from", "9999-12-31T10:00"], "is not in the years 2000 to 2099"),
        (["sefton", "--from", "0001-01-01"], "is not in the years 2000 to 2099"),
        (["sefton"], "Give a procedure and --from"),
        (["liverpool", "--from", "2026-12-17", "--fact", "type"], "Give the answer with --fact NAME=VALUE"),
        (["liverpool", "--from", "2026-12-17", "--fact", "type=thresholds"], "type is answered with one of: thresho"),
        (["liverpool", "--from", "2026-12-17", "--fact", "colour=red"], 'does not ask "colour". It asks: type'),
        (["longmoor", "--from", "2026-12-17", "--fact", "marf_sent=maybe"], "marf_sent is answered with yes or no."),
        (["lsab-lscp", "--from", "2026-12-17", "--fact", "next_review_group=soon"], "answered with a date, like"),
        ([], "Give a procedure and --from"),
        (["sefton", "--cases", "-"], "Give a procedure and --from"),
        (["--cases", "nowhere.json"], "nowhere.json cannot be read"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_what_to_write(parley, words, says):
    code, out, err = parley("simulate", *words)
    assert (code, out) == (2, "")
    assert says in err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (b"[{", "no JSON"),
        (b"[" * 100_000, "no JSON"),
        (b'{"procedure": "sefton"}', "Write the cases as a list"),
        (b"[1]", "Case 1: write it as"),
        (b'[{"from": "2026-12-17T10:00"}]', "Case 1: there is no procedure"),
        (b'[{"procedure": "sefton"}]', 'Case 1: "from" is missing'),
        (b'[{"procedure": "sefton", "from": "2026-12-17"}, {"procedure": "sefton", "from": "x"}]', "Case 2:"),
        (b'[{"procedure": "sefton", "from": "2026-12-17", "urgent": "no"}]', 'Case 1: "urgent" is true or false'),
        (b'["\xe9"]', "is not UTF-8"),
    ],
)
def test_a_list_that_cannot_be_understood_is_refused_with_its_case(parley, tmp_path, text, says):
    (tmp_path / "cases.json").write_bytes(text)
    code, out, err = parley("simulate", "--cases", "cases.json", "--json")
    assert (code, out) == (2, "")
    assert says in err


def test_it_runs_as_a_program_of_its_own_without_any_setting(tmp_path):
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PARLEY_")}
    ran = subprocess.run(
        [sys.executable, "-m", "service.cli", "simulate", "--cases", "-", "--json"],
        input='[{"procedure": "sefton", "from": "2026-12-17T10:00", "urgent": false}]',
        cwd=tmp_path,
        env={**bare, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(ran.stdout)[0]["deadlines"][0]["due"] == "2026-12-21T17:00:00+00:00"
    assert list(tmp_path.iterdir()) == []
