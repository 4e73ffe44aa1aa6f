"""parley check: what is wrong with the procedures, and which of their roles nobody holds. Needs no settings."""

import argparse
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service import config, partnerships, procedures
from service.bootstrap import Clock
from service.commands.say import MISUSED, WRONG, refuse, say
from service.errors import ConfigError
from service.escalation.calendar import local_day
from service.escalation.procedure import Procedure
from service.escalation.routing import Directory
from service.escalation.vacancies import vacancies
from service.procedures.fault import did_you_mean, quoted
from service.seam.pages import Partnership
from service.store import Keys, Sessions, Vault, addresses, check, directory, open_engine

EVERY = "*"
SQLITE = "sqlite:///"


@dataclass(frozen=True)
class Checked:
    """What was found in the directories; `why_not` says why none was looked at."""

    warnings: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    why_not: str = ""


NONE_LOADED = Checked(why_not="No directory is loaded: the procedures alone were checked.")


def add_to(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--explain", nargs="?", const=EVERY, metavar="PROCEDURE", help="what every default came to")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="the procedures of another folder")


def run(arguments: argparse.Namespace) -> int:
    if arguments.folder and not arguments.folder.is_dir():
        return refuse(f"There is no folder {arguments.folder}.", MISUSED)
    found = _procedures(arguments.folder)
    if arguments.explain:
        return _explain(arguments.explain, found.procedures)
    checked = _directories(found)
    for fault in (*found.faults, *checked.faults):
        say(str(fault))
    for warning in (*found.warnings, *checked.warnings):
        say(f"warning: {warning}")
    if checked.why_not:
        say(checked.why_not)
    say(_sum(found, checked))
    return WRONG if found.faults or checked.faults else 0


def _procedures(folder: Path | None) -> procedures.Procedures:
    today = local_day(Clock(Sessions()).real())
    return procedures.load(folder, today=today) if folder else procedures.shipped(today=today)


def _explain(wanted: str, known: Mapping[str, Procedure]) -> int:
    chosen = sorted(known) if wanted == EVERY else [wanted]
    if not known.keys() >= {*chosen}:
        return refuse(f"There is no procedure {quoted(wanted)} that can be used.{did_you_mean(wanted, known)}", MISUSED)
    say("\n".join(procedures.explain(known[key]) for key in chosen).rstrip("\n"))
    return 0


def _directories(found: procedures.Procedures) -> Checked:
    """The directories in the database that the settings name, where there is one and it is up to date."""
    try:
        settings = config.read()
        if not _is_there(settings.database_url) or not settings.partnerships_file.exists():
            return NONE_LOADED
        engine = open_engine(settings.database_url)
    except ConfigError as fault:
        return Checked(why_not=f"{fault}\n{NONE_LOADED.why_not}")
    try:
        return _looked_at(engine, settings, found)
    finally:
        engine.dispose()


def _looked_at(engine: Engine, settings: config.Config, found: procedures.Procedures) -> Checked:
    try:
        served = partnerships.read(settings.partnerships_file, _keys(found))
    except ConfigError as fault:
        return Checked(faults=tuple(str(fault).splitlines()))
    try:
        check(engine)
    except ConfigError as fault:
        return Checked(why_not=f"{fault}\n{NONE_LOADED.why_not}")
    sessions = Sessions(engine)
    today = local_day(Clock(sessions, settings.demo).now())
    with sessions() as session:
        loaded = {key: directory.read(session, key) for key in served}
        returned = tuple(_returned(session, settings, loaded))
    checked = _vacancies(loaded, served, found.procedures, today)
    return replace(checked, warnings=(*checked.warnings, *returned))


def _returned(session: Session, settings: config.Config, loaded: Mapping[str, Directory]) -> Iterator[str]:
    """Whose address is none, by mail that came back; not known without the keys."""
    if settings.key_file.exists():
        vault = Vault(Keys.read(settings.key_file))
        for key, one in loaded.items():
            yield from (f"{key}: {says}" for says in addresses.warnings(session, vault, one.officers))


def _vacancies(
    loaded: Mapping[str, Directory], served: Mapping[str, Partnership], known: Mapping[str, Procedure], today: date
) -> Checked:
    if not any(one.officers for one in loaded.values()):
        return NONE_LOADED
    return Checked(
        tuple(
            f"{key}: {says}"
            for key, one in loaded.items()
            if served[key].procedure in known
            for says in vacancies(one, known[served[key].procedure], today)
        )
    )


def _is_there(database_url: str) -> bool:
    """Whether there is anything to open: SQLite would make an empty file."""
    return not database_url.startswith(SQLITE) or Path(database_url.removeprefix(SQLITE)).exists()


def _keys(found: procedures.Procedures) -> Collection[str]:
    """A partnership may follow a procedure of another folder than the one that is checked."""
    return found.texts.keys() | procedures.shipped().texts.keys()


def _sum(found: procedures.Procedures, checked: Checked) -> str:
    wrong = len(found.faults) + len(checked.faults)
    doubts = len(found.warnings) + len(checked.warnings)
    return f"{len(found.procedures)} procedures can be used. Faults: {wrong}. Warnings: {doubts}."
