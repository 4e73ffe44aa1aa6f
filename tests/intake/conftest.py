"""The house that these tests live in: real keys, a real database of each kind, the demo's people, and no Redis."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from service import bootstrap, config
from service.bootstrap import Clock
from service.demo import directory, preparing
from service.demo.addresses import AUTHSERV_ID
from service.store import Keys, migrate, open_engine
from tests.intake.house import MAILBOXES, House, Moment


@pytest.fixture
def settings(empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings of a deployment in the environment, where the commands read them too."""
    Keys.fresh().write(tmp_path / "keys.json")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody_listens = closed.getsockname()[1]
    boxes = [{"partnership": box.partition("@")[0], "address": box, "user": box, "password": "demo"}
             for box in MAILBOXES]  # fmt: skip
    given = {
        "DATABASE_URL": empty_database, "KEY_FILE": str(tmp_path / "keys.json"), "ENVIRONMENT": "test",
        "PARTNERSHIPS_FILE": str(directory.PARTNERSHIPS), "REDIS_URL": f"redis://127.0.0.1:{nobody_listens}/0",
        "MAILBOXES": json.dumps(boxes), "MAIL_PROVIDER": "embedded", "AUTHSERV_ID": AUTHSERV_ID, "DEMO": "true",
        "IMAP_TLS": "false", "SMTP_TLS": "false", "WEB_SECRET": "x" * 32,
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(f"PARLEY_{name}", value)


@pytest.fixture
def house(settings: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The service, assembled, on Wednesday 25 November 2026 at 10 in the morning."""
    moment = Moment()
    monkeypatch.setattr(Clock, "real", lambda clock: moment.read())
    read = config.read()
    engine = open_engine(read.database_url)
    migrate(engine)
    engine.dispose()
    preparing.load(read)
    service = bootstrap.assemble(read)
    yield House(service, moment)
    service.bell.redis.close()
    service.engine.dispose()
