"""What officers ask to have changed in their entries, as the desk's page shows it."""

from collections.abc import Iterator

from service.desk.directory.agencies import Shelf
from service.escalation.routing import Officer, holder
from service.intake.entries.correcting import in_words
from service.seam.desk_directory import WantedChange
from service.store import directory, entries
from service.store.entries import Asked
from service.store.listed import digest

GONE = "Somebody who has left the directory"


def of(shelf: Shelf) -> tuple[WantedChange, ...]:
    """Those whose officer is listed still, the oldest first."""
    return tuple(_found(shelf))


def _found(shelf: Shelf) -> Iterator[WantedChange]:
    for asked in entries.waiting(shelf.look.session, shelf.look.partnership):
        officer = directory.officer_by_id(shelf.occasion.directory, asked.officer_id)
        if officer is not None:
            yield _shown(shelf, asked, officer)


def _shown(shelf: Shelf, asked: Asked, officer: Officer) -> WantedChange:
    by, line = holder(shelf.occasion.directory, asked.reader), shelf.lines[officer.id]
    return WantedChange(
        id=asked.id, officer=officer.id, name=officer.name, post=officer.post, agency=officer.agency,
        asked_at=asked.asked_at, by=by.name if by else GONE, own=asked.reader == f"officer:{officer.id}",
        changes=in_words(line, asked.changes), note=asked.note, seen=digest([line]),
    )  # fmt: skip
