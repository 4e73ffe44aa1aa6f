"""The story, played against every real part, once per database."""

import os
import subprocess
import sys
import time
from pathlib import Path

from service.demo.part import ROOT

AT_MOST = 60.0  # seconds, once installed


def test_the_story_is_played_to_its_end_within_a_minute(empty_database: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "service.cli", "demo", "--story", "--var", str(tmp_path / "var")]
    began = time.monotonic()
    played = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PARLEY_DATABASE_URL": empty_database}, capture_output=True, text=True,
        timeout=3 * AT_MOST, check=False,
    )  # fmt: skip
    took = time.monotonic() - began
    assert played.returncode == 0, played.stdout + played.stderr
    assert played.stdout.splitlines()[-1] == "story: ok"
    assert took < AT_MOST, played.stdout
