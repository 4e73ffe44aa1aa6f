"""Citations: every clause points at a passage of its source, and the passage exists."""

import re
from collections.abc import Iterator

from service.procedures.clauses import Found
from service.procedures.fault import plain, quoted
from service.procedures.inheritance import DEEPEST, Document
from service.procedures.shape import Table
from service.procedures.spot import Path

PASSAGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
LINES = "lines"


def passages_beyond_the_source(joined: Document) -> Iterator[Found]:
    """Each clause is held against the source of the file that it came from."""
    for path, cite in _cites(joined.table):
        source = joined.sources.get(joined.file_of(path))
        if isinstance(source, dict) and source.get("cites", LINES) == LINES:
            yield from ((".".join(path[:-1]), says) for says in _wrong(cite, source))


def _cites(table: Table, path: Path = ()) -> Iterator[tuple[Path, str]]:
    for name, value in table.items():
        here = (*path, name)
        if name == "cite" and isinstance(value, str) and value.strip():
            yield here, value
        elif isinstance(value, dict) and len(here) < DEEPEST:
            yield from _cites(value, here)


def _wrong(cite: str, source: Table) -> Iterator[str]:
    lines, file = source.get("lines"), plain(str(source.get("file", "its source")))
    for passage in cite.split(","):
        match = PASSAGE.fullmatch(passage.strip())
        if not match:
            yield f'cite = {quoted(cite)} is no list of lines. Write it as "12, 45-46".'
            return
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 < first <= last:
            yield f"cites lines {passage.strip()}, which run backwards. Write the lower line first."
        elif type(lines) is int and last > lines:
            yield f"cites line {last}; {file} has {lines}."
