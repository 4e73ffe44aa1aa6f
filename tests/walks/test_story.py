"""The stories, played against every real part; once per database with --all."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from service.demo.part import ROOT

REFERENCES = re.compile(r"\b[A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{4}: closed")
AT_MOST = 120.0  # seconds, once installed


def test_all_five_stories_are_played_to_their_ends_within_two_minutes(empty_database: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "service.cli", "demo", "--story", "--var", str(tmp_path / "var")]
    began = time.monotonic()
    played = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PARLEY_DATABASE_URL": empty_database}, capture_output=True, text=True,
        timeout=3 * AT_MOST, check=False,
    )  # fmt: skip
    took = time.monotonic() - began
    assert played.returncode == 0, played.stdout + played.stderr
    assert played.stdout.splitlines()[-1] == "story: ok"
    assert {line.split("-")[0] for line in REFERENCES.findall(played.stdout)} == {"SEF", "LIV", "LAP", "ESC", "LON"}
    assert took < AT_MOST, played.stdout
