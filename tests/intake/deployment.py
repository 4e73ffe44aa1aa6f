"""A deployment to test in: its settings, and the service that these describe, with the demo's people and no Redis."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from service import bootstrap, config
from service.bootstrap import Clock
from service.demo import directory, preparing
from service.demo.addresses import AUTHSERV_ID
from service.store import Keys
from tests.intake.house import MAILBOXES, WEDNESDAY, House, Moment
from tests.ready_made import with_tables

KEYS = Keys.fresh()  # of every deployment in this run, so that a database filled once can be copied


def settings_of(database: str, folder: Path) -> dict[str, str]:
    """The variables of a deployment whose keys lie in `folder`; nobody listens where its Redis should be."""
    KEYS.write(folder / "keys.json")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody_listens = closed.getsockname()[1]
    boxes = [{"partnership": box.partition("@")[0], "address": box, "user": box, "password": "demo"}
             for box in MAILBOXES]  # fmt: skip
    given = {
        "DATABASE_URL": database, "KEY_FILE": str(folder / "keys.json"), "ENVIRONMENT": "test",
        "PARTNERSHIPS_FILE": str(directory.PARTNERSHIPS), "REDIS_URL": f"redis://127.0.0.1:{nobody_listens}/0",
        "MAILBOXES": json.dumps(boxes), "MAIL_PROVIDER": "embedded", "AUTHSERV_ID": AUTHSERV_ID, "DEMO": "true",
        "IMAP_TLS": "false", "SMTP_TLS": "false", "WEB_SECRET": "x" * 32,
    }  # fmt: skip
    return {f"PARLEY_{name}": value for name, value in given.items()}


def with_its_people(address: str) -> None:
    """Fill an empty database as a deployment's, with the demo's people."""
    with_tables(address)
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as environment:
        for name, value in settings_of(address, Path(folder)).items():
            environment.setenv(name, value)
        environment.setattr(Clock, "real", lambda clock: WEDNESDAY)
        preparing.load(config.read())


@contextmanager
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The service of the settings in the environment, on Wednesday 25 November 2026 at 10 in the morning. Its database
    is filled."""
    moment = Moment()
    monkeypatch.setattr(Clock, "real", lambda clock: moment.read())
    service = bootstrap.assemble(config.read())
    yield House(service, moment)
    service.bell.redis.close()
    service.engine.dispose()
