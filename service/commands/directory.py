"""parley directory: load a directory from a file, write it to one, list it, note who is away, print the columns."""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from service import listing
from service.commands.opened import opened
from service.commands.say import MISUSED, refuse, say
from service.errors import DirectoryError
from service.escalation.calendar import local_day
from service.escalation.routing import Officer
from service.intake import directories
from service.intake.by_desk import desk
from service.intake.directories import Keeper
from service.seam.pages import Partnership
from service.store import addresses, directory

LISTED = ("agency", "post", "service", "name", "email", "deputy_name", "deputy_email")


def add_to(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", required=True)
    loading = acts.add_parser("load", help="put the directory in a file in the place of the present one")
    loading.add_argument("file", type=Path, metavar="FILE", help="CSV, in the columns of `parley directory columns`")
    writing = acts.add_parser("export", help="a partnership's directory as a file that can be loaded")
    writing.add_argument("partnership", metavar="PARTNERSHIP", help="its key")
    acts.add_parser("list", help="every officer of every partnership, and whose mail came back")
    away = acts.add_parser("away", help="note that somebody is away; their deputy is asked meanwhile")
    away.add_argument("address", metavar="ADDRESS", help="theirs, as the directory has it")
    away.add_argument("--from", dest="first", type=date.fromisoformat, metavar="DATE", help="the first day; today")
    away.add_argument("--until", dest="last", type=date.fromisoformat, metavar="DATE", required=True, help="the last")
    away.add_argument("--as", dest="name", required=True, metavar="NAME", help="the coordinator who notes it")
    back = acts.add_parser("back", help="note that somebody is back, or that mail to their address arrives again")
    back.add_argument("address", metavar="ADDRESS", help="theirs, as the directory has it")
    back.add_argument("--as", dest="name", required=True, metavar="NAME", help="the coordinator who notes it")
    acts.add_parser("columns", help="the columns of the file")


def run(arguments: argparse.Namespace) -> int:
    """Raises ServiceError for settings, a database or a file that cannot be used."""
    try:
        return ACTS[arguments.act](arguments)
    except OSError as fault:
        return refuse(f"{arguments.file} cannot be read: {fault.strerror}.", MISUSED)


def load(arguments: argparse.Namespace) -> int:
    """Raises DirectoryError naming every bad line; then nothing was loaded."""
    text = listing.text_of(arguments.file.read_bytes())
    with opened() as service:
        key = _partnership(text, service.partnerships)
        loaded = directories.load(service, Keeper(key), text)
    for warning in loaded.warnings:
        say(f"warning: {warning}")
    say(f"Loaded for {key}: {loaded.agencies} agencies, {loaded.officers} officers.")
    return 0


def export(arguments: argparse.Namespace) -> int:
    """The file, on standard output: what is loaded from it is what was there."""
    with opened() as service, service.sessions.begin() as session:
        if arguments.partnership not in service.partnerships:
            return refuse(f"There is no such partnership. Choose from {', '.join(service.partnerships)}.", MISUSED)
        written = directory.written(session, arguments.partnership)
    say(listing.text(written.values()).rstrip("\n"))
    return 0


def away(arguments: argparse.Namespace) -> int:
    with opened() as service:
        first = arguments.first or local_day(service.clock.now())
        if arguments.last < first:
            return refuse("The last day is before the first. Give them as 2026-12-04.", MISUSED)
        posts = desk.note_away(service, desk.Away(arguments.address, first, arguments.last), arguments.name)
    say(f"{arguments.address} is away until {arguments.last}. Posts: {posts}. A file loaded later counts instead.")
    return 0


def back(arguments: argparse.Namespace) -> int:
    with opened() as service:
        posts = desk.note_away(service, desk.Away(arguments.address), arguments.name)
    say(f"{arguments.address} is there, and mail to them arrives. Posts: {posts}.")
    return 0


def show(arguments: argparse.Namespace) -> int:
    with opened() as service, service.sessions.begin() as session:
        officers = {key: directory.read(session, key).officers for key in service.partnerships}
        warnings = [
            says for several in officers.values() for says in addresses.warnings(session, service.vault, several)
        ]
    rows = [_row(key, officer) for key, several in officers.items() for officer in several]
    if not rows:
        return refuse("No directory is loaded. Load one: parley directory load FILE")
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    for warning in warnings:
        say(f"warning: {warning}")
    return 0


def columns(arguments: argparse.Namespace) -> int:
    say((listing.__doc__ or "").rstrip())
    return 0


ACTS = {"load": load, "export": export, "list": show, "away": away, "back": back, "columns": columns}


def _row(key: str, officer: Officer) -> tuple[str, ...]:
    return (key, *(getattr(officer, column) for column in LISTED))


def _partnership(text: str, served: Mapping[str, Partnership]) -> str:
    """The partnership that the first line names. Raises DirectoryError unless it is served here."""
    first = listing.lines(text)[0]
    if first["partnership"] in served:
        return first["partnership"]
    raise DirectoryError(
        f'Nothing was loaded.\nline {first.number}: there is no partnership "{listing.short(first["partnership"])}".'
        f" Choose from {', '.join(served)}."
    )
