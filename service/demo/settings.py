"""The settings of a demo's parts, and the addresses that it tells the world (--urls)."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.demo.addresses import AUTHSERV_ID, PASSWORD, SENDER, Addresses
from service.demo.parts import Ports

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Site:
    """One demo: its data folder, its ports, the people who can be written to, and its partnerships' file."""

    data: Path
    ports: Ports
    addresses: Addresses
    partnerships: Path

    @property
    def web(self) -> str:
        return f"http://{LOOPBACK}:{self.ports.web}"

    @property
    def start(self) -> str:
        """The page that explains the demo, and leads to its parts."""
        return f"{self.web}/demo"

    @property
    def keys(self) -> Path:
        return self.data / "keys.json"

    @property
    def redis(self) -> str:
        return f"redis://{LOOPBACK}:{self.ports.redis}/0"


def environment(site: Site, outside: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What the parts see: the demo's own settings, over those given from outside, over its defaults.

    From outside may come the database, and every setting of time (lease, repeats, sweep, poll, canary). The day's
    canaries stay away unless they are asked for: the post room shows every mail that leaves.
    """
    database = f"sqlite:///{site.data / 'parley.db'}"
    defaults = {"PARLEY_DATABASE_URL": database, "PARLEY_SWEEP": "5", "PARLEY_CANARY_AT": ""}
    return {**defaults, **outside, **_own(site)}


def urls(site: Site, environment: Mapping[str, str], pids: Mapping[str, int]) -> dict[str, object]:
    accounts = dict.fromkeys(site.addresses.accounts, PASSWORD)
    return {
        "web": site.web,
        "start": site.start,
        "post_room": f"{site.web}/post-room",
        "clock": f"{site.web}/clock",
        "desks": f"{site.web}/desks",
        "imap": {"host": LOOPBACK, "port": site.ports.imap, "accounts": accounts},
        "smtp": {"host": LOOPBACK, "port": site.ports.smtp, "accounts": accounts},
        "mailbox": list(site.addresses.mailboxes.values()),
        "database": environment["PARLEY_DATABASE_URL"],
        "redis": site.redis,
        "coordinator": site.addresses.coordinator,
        "pids": dict(pids),
    }


def write_whole(path: Path, facts: object) -> None:
    """Write `facts` as JSON, as `write_text` does."""
    write_text(path, json.dumps(facts, indent=2) + "\n")


def write_text(path: Path, text: str, mode: int = 0o666) -> None:
    """Write a new file so that a reader meets the old one or the new one, never a part."""
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode)
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _own(site: Site) -> dict[str, str]:
    return {
        "PARLEY_ENVIRONMENT": "demo",
        "PARLEY_DEMO": "true",
        "PARLEY_KEY_FILE": str(site.keys),
        "PARLEY_PARTNERSHIPS_FILE": str(site.partnerships),
        "PARLEY_REDIS_URL": site.redis,
        "PARLEY_BASE_URL": site.web,
        "PARLEY_WEB_HOST": LOOPBACK,
        "PARLEY_WEB_PORT": str(site.ports.web),
        "PARLEY_WEB_SECRET": _web_secret(site.data / "web-secret"),
        "PARLEY_MAILBOXES": json.dumps(
            [
                {"partnership": key, "address": address, "user": address, "password": PASSWORD}
                for key, address in site.addresses.mailboxes.items()
            ]
        ),
        "PARLEY_IMAP_HOST": LOOPBACK,
        "PARLEY_IMAP_PORT": str(site.ports.imap),
        "PARLEY_IMAP_TLS": "false",
        "PARLEY_MAIL_PROVIDER": "embedded",
        "PARLEY_AUTHSERV_ID": AUTHSERV_ID,
        "PARLEY_SMTP_HOST": LOOPBACK,
        "PARLEY_SMTP_PORT": str(site.ports.smtp),
        "PARLEY_SMTP_TLS": "false",
        "PARLEY_SMTP_USER": SENDER,
        "PARLEY_SMTP_PASSWORD": PASSWORD,
    }


def _web_secret(path: Path) -> str:
    """Kept with the data, so that a form opened before a restart can still be sent after it."""
    if not path.exists():
        write_text(path, secrets.token_hex(32), mode=0o600)
    return path.read_text(encoding="ascii")
