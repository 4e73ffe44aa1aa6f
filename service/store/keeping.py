"""Facts about this database itself: its environment, its calendars, its processes' heartbeats and roles, the demo's
clock."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.errors import ConfigError
from service.store.tables import HeartbeatRow, SettingRow
from service.store.tables.base import write_once

TURNED = "clock turned forward by seconds"
ENVIRONMENT = "environment"
CALENDARS = "calendars that open cases were dated on"
CONFIRMED = "the host confirms our own mail to "
PROBE = "probe"
ROLE = "who has the role "
NOBODY = json.dumps(["", 0])


def turned(session: Session) -> timedelta:
    """How far the demo's business time has been turned forward; zero everywhere else."""
    row = session.get(SettingRow, TURNED)
    return timedelta(seconds=float(row.value)) if row else timedelta()


def turn(session: Session, by: timedelta) -> None:
    session.merge(SettingRow(name=TURNED, value=str((turned(session) + by).total_seconds())))


def check_environment(session: Session, name: str) -> None:
    """The first start names the database's environment; a later one under another name raises ConfigError."""
    row = session.get(SettingRow, ENVIRONMENT)
    if row is None:
        session.add(SettingRow(name=ENVIRONMENT, value=name))
    elif row.value != name:
        raise ConfigError(
            f"This database belongs to the environment {row.value}, and PARLEY_ENVIRONMENT says {name}. "
            "Point PARLEY_DATABASE_URL at the right database, so that a test system never works on live data."
        )


def dated_on(session: Session) -> str:
    """The version of the calendars that open cases were last dated on; empty before the first start."""
    row = session.get(SettingRow, CALENDARS)
    return row.value if row else ""


def keep_dated_on(session: Session, version: str) -> None:
    session.merge(SettingRow(name=CALENDARS, value=version))


def first_of_the_day(session: Session, what: str, day: date) -> bool:
    """Whether that has not been done yet on that day; it counts as done from now on."""
    row = session.get(SettingRow, what)
    if row is not None and row.value == day.isoformat():
        return False
    session.merge(SettingRow(name=what, value=day.isoformat()))
    return True


def confirms(session: Session, mailbox: str) -> bool:
    """Whether that mailbox's host was once seen to confirm the sender of our own mail."""
    return session.get(SettingRow, f"{CONFIRMED}{mailbox}") is not None


def keep_confirmed(session: Session, mailbox: str) -> None:
    session.merge(SettingRow(name=f"{CONFIRMED}{mailbox}", value="yes"))


def beat(session: Session, role: str, at: datetime, pid: int) -> None:
    """That kind of process has just finished a round without an error."""
    session.merge(HeartbeatRow(role=role, at=at, pid=pid))


def take_role(
    session: Session, role: str, holder: str, at: datetime, seconds: float,
    has_ended: Callable[[str], bool] = lambda holder: False,
) -> bool:  # fmt: skip
    """Have a role that one process has at a time, or go on having it, for so long; False while another has it (F67),
    unless that one is known to have ended."""
    name = f"{ROLE}{role}"
    write_once(session, SettingRow, {"name": name, "value": NOBODY}, "name")
    found = session.execute(select(SettingRow.value).where(SettingRow.name == name)).scalar_one()
    has_it, until = json.loads(found)
    if has_it != holder and until > at.timestamp() and not has_ended(has_it):
        return False
    return _hand_over(session, name, found, json.dumps([holder, at.timestamp() + seconds]))


def leave_role(session: Session, role: str, holder: str) -> None:
    """Let another process have it at once; nothing where another has it already."""
    name = f"{ROLE}{role}"
    found = session.execute(select(SettingRow.value).where(SettingRow.name == name)).scalar()
    if found and json.loads(found)[0] == holder:
        _hand_over(session, name, found, NOBODY)


def _hand_over(session: Session, name: str, found: str, value: str) -> bool:
    """One of two processes that saw the same has it afterwards."""
    same = update(SettingRow).where(SettingRow.name == name, SettingRow.value == found)
    return session.execute(same.values(value=value).returning(SettingRow.name)).first() is not None
