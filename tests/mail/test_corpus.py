"""How well real mails of other people's test suites are read: every mail of the corpus, against what is said of it.

The corpus is not part of this repository, for its licences. It is looked for beside it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from service.demo.part import ROOT

CORPUS = Path(os.environ.get("PARLEY_MAIL_CORPUS", ROOT.parent / "shared" / "mail-corpus"))
LEAST = {  # of all sets together: what was asserted, and how much of it must be right
    ("kind", "accuracy"): ("n", 0.95),
    ("kind", "coarse"): ("n", 0.98),
    ("reply", "exact"): ("n", 0.80),
    ("reply", "parts"): ("parts_n", 0.85),
    ("bounced_addresses", "exact"): ("n", 0.97),
    ("headers", "subject"): ("subject_n", 0.95),
    ("headers", "from_address"): ("from_n", 0.95),
    ("headers", "from_name"): ("from_name_n", 0.95),
    ("attachments", "exact"): ("n", 0.95),
}
SLOWEST = 1  # second


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    if not (CORPUS / "score.py").exists():
        pytest.skip(f"{CORPUS} is not here; to score the reader: PARLEY_MAIL_CORPUS=FOLDER ./run test")
    written = tmp_path_factory.mktemp("scores") / "scores.json"
    scored = [sys.executable, CORPUS / "score.py", "--impl", "service.mail.describe:describe", "--path", ROOT]
    said = subprocess.run(
        [*scored, "--timeout", str(SLOWEST), "--json", written, CORPUS], capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr
    found: dict[str, Any] = json.loads(written.read_text())
    assert len(found) == 7
    return found


@pytest.mark.parametrize(("figure", "counted"), LEAST.items())
def test_what_is_asserted_of_the_mails_is_read(scores, figure, counted):
    group, name = figure
    number, least = counted
    sets = [one[group] for one in scores.values() if one[group][name] is not None]
    asserted = sum(one[number] for one in sets)
    assert asserted
    assert sum(one[name] * one[number] for one in sets) / asserted >= least


def test_no_mail_is_lost_and_none_takes_a_second(scores):
    assert [one["crash_list"] + one["slow_list"] for one in scores.values()] == [[]] * len(scores)


def test_no_person_is_taken_for_a_machine_and_one_machine_at_most_for_a_person(scores):
    kinds = [one["kind"] for one in scores.values()]
    assert sum(one["human_as_machine"] for one in kinds) == 0
    assert sum(one["machine_as_human"] for one in kinds) <= 1
