"""What is in the repository: every file that is or would be committed, and the code among it."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

from service.demo.part import ROOT

OURS = ("service", "forms", "workers")
README = (ROOT / "README.md").read_text("utf-8")


@cache
def files() -> tuple[Path, ...]:
    """Their paths from the root."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return tuple(Path(name) for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file())


@cache
def text_of(path: Path) -> str:
    return (ROOT / path).read_text("utf-8", "replace")


@cache
def code_of(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def modules(*folders: str) -> list[Path]:
    """The Python modules below these folders; of the whole repository where none is named."""
    return [path for path in files() if path.suffix == ".py" and (not folders or path.parts[0] in folders)]


def found(pattern: str, *folders: str) -> set[tuple[str, str]]:
    """Where a pattern is matched in a module: (path, what was matched)."""
    hits = ((path, re.findall(pattern, text_of(path))) for path in modules(*folders))
    return {(str(path), hit) for path, several in hits for hit in several}
