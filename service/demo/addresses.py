"""Who can be written to in the demo: the service's mailboxes and the people of the fictional directory."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

PASSWORD = "demo"  # one for all: nothing here is secret
AUTHSERV_ID = "mail.demo.example"
SENDER = "parley"  # the account that the service sends through
POST_ROOM = "post-room"  # a copy of every mail that left the service
ELSEWHERE = "elsewhere"  # mail to addresses outside the directory's domains


@dataclass(frozen=True)
class Addresses:
    """`mailboxes` by the key of their partnership; `people` by address; `coordinator` is one of them."""

    mailboxes: dict[str, str]
    people: tuple[str, ...]
    coordinator: str = ""

    @property
    def accounts(self) -> tuple[str, ...]:
        """Every user name of the mail room; a person's and a mailbox's is its address."""
        return (*self.mailboxes.values(), *self.people, SENDER, POST_ROOM, ELSEWHERE)

    def account_of(self, address: str) -> str | None:
        """The account that a mail to `address` lands in; None for an unknown address at a known domain.

        box+tag@domain is box@domain (RFC 5233).
        """
        local, _, domain = address.lower().rpartition("@")
        plain = f"{local.partition('+')[0]}@{domain}"
        if plain in self._known:
            return plain
        return None if self.is_local(domain) else ELSEWHERE

    def is_local(self, domain: str) -> bool:
        return domain.lower() in {known.rpartition("@")[2] for known in self._known}

    def owns(self, user: str, address: str) -> bool:
        """Whether the account may write as `address`; the service's own may as any of its mailboxes."""
        account = self.account_of(address)
        return account == user or (user == SENDER and account in self.mailboxes.values())

    @property
    def _known(self) -> frozenset[str]:
        return frozenset(address.lower() for address in (*self.mailboxes.values(), *self.people))


def write(addresses: Addresses, path: Path) -> None:
    path.write_text(json.dumps(asdict(addresses), indent=2), encoding="utf-8")


def read(path: Path) -> Addresses:
    facts = json.loads(path.read_text(encoding="utf-8"))
    return Addresses(**{**facts, "people": tuple(facts["people"])})
