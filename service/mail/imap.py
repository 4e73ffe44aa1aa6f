"""One monitored mailbox: what waits in INBOX, in batches, and into the folder `Filed` once it is safe.

INBOX is the list of work. Every mail in it is fetched, read or not, without touching its flags; what is
safe in the database is moved away. A mail that another worker took first is gone, and not a fault.
"""

import select
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from imapclient import DELETED, IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from service.errors import MailboxUnreachable

INBOX = "INBOX"
MOST_MAILS, MOST_BYTES = 50, 20 * 1024 * 1024
FIRST_TURN, LATER_TURNS = 1, 15  # seconds of one IDLE


@dataclass(frozen=True)
class Account:
    """Where the mailbox is read. `address` is its own mail address; `filed` the folder for what is safe."""

    address: str
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: bool = True
    filed: str = "Filed"
    connects_within: float = 15  # seconds
    answers_within: float = 60


@dataclass(frozen=True)
class Arrival:
    """One mail as it lay in INBOX; `internal_date` is when the provider took it, aware, in UTC."""

    mailbox: str
    raw: bytes = field(repr=False)
    uid: int
    uidvalidity: int
    internal_date: datetime


class Mailroom:
    """One signed-in connection, opened when first needed and anew after a fault.

    Every method raises MailboxUnreachable when the server, the line or the account fails; pausing
    before the next try is the caller's.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self._client: IMAPClient | None = None
        self._uidvalidity = 0
        self._left: set[int] = set()
        self._folder_is_there = False

    def batches(self) -> Iterator[list[Arrival]]:
        """Everything in INBOX, oldest first: lists of at most 50 mails and 20 MB, or of one larger mail."""
        with self._reaching() as client:
            self._select(client)
            waiting = sorted(client.search("ALL"))
            self._left = set(waiting)
        for first in range(0, len(waiting), MOST_MAILS):
            with self._reaching() as client:
                sizes = client.fetch(waiting[first : first + MOST_MAILS], ["RFC822.SIZE"])
            for uids in _by_size({uid: sizes[uid].get(b"RFC822.SIZE", 0) for uid in sorted(sizes)}):
                with self._reaching() as client:
                    arrivals = self._fetch(client, uids)
                if arrivals:
                    yield arrivals

    def file(self, uids: list[int]) -> bool:
        """Move these mails to the account's folder, which is made when missing.

        Without MOVE (RFC 6851) they are copied and exactly they are expunged (RFC 4315). False when the
        server refused: the mails stay in INBOX, which loses nothing, and are met again.
        """
        with self._reaching() as client:
            moved = self._moved(client, uids)
        if moved:
            self._left -= set(uids)
        return moved

    def wait(self, seconds: float) -> bool:
        """Until a mail arrives (True) or the time is up (False).

        A mail that came since `batches` looked ends the wait at once.
        """
        until = time.monotonic() + seconds
        with self._reaching() as client:
            if self._select(client) > len(self._left):
                return True
            if not client.has_capability("IDLE"):
                time.sleep(max(0, until - time.monotonic()))
                return False
            return _idle(client, until)

    def close(self) -> None:
        """Sign out; a line that is gone already is no fault."""
        client, self._client = self._client, None
        if client is not None:
            try:
                client.logout()
            except (OSError, IMAPClientError):
                client.shutdown()

    @contextmanager
    def _reaching(self) -> Iterator[IMAPClient]:
        try:
            yield self._client or self._sign_in()
        except LoginError as fault:
            self._drop()
            raise MailboxUnreachable(
                f"The mailbox {self._account.address} refused the sign-in. Check its user name and password."
            ) from fault
        except (OSError, IMAPClientError) as fault:
            self._drop()
            raise MailboxUnreachable(
                f"The mailbox {self._account.address} at {self._account.host} port {self._account.port} cannot be"
                f" reached ({fault}). Mail waits there; it is tried again."
            ) from fault

    def _sign_in(self) -> IMAPClient:
        account = self._account
        patience = SocketTimeout(account.connects_within, account.answers_within)
        self._client = IMAPClient(account.host, account.port, ssl=account.tls, timeout=patience)
        self._client.normalise_times = False
        self._client.login(account.user, account.password)
        return self._client

    def _drop(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            client.shutdown()

    def _select(self, client: IMAPClient) -> int:
        """Open INBOX, afresh each time: its UIDVALIDITY may have changed. The number of mails in it."""
        facts = client.select_folder(INBOX)
        self._uidvalidity = facts[b"UIDVALIDITY"]
        return int(facts[b"EXISTS"])

    def _fetch(self, client: IMAPClient, uids: list[int]) -> list[Arrival]:
        found = client.fetch(uids, ["INTERNALDATE", "BODY.PEEK[]"])
        self._left -= set(uids) - set(found)
        return [
            Arrival(
                mailbox=self._account.address,
                raw=facts[b"BODY[]"],
                uid=uid,
                uidvalidity=self._uidvalidity,
                internal_date=facts[b"INTERNALDATE"].astimezone(UTC),
            )
            for uid, facts in found.items()
            if facts.get(b"BODY[]") is not None
        ]

    def _moved(self, client: IMAPClient, uids: list[int]) -> bool:
        try:
            if not self._folder_is_there:
                _make_folder(client, self._account.filed)
            self._folder_is_there = _put_away(client, uids, self._account.filed)
        except IMAPClientAbortError:
            raise
        except IMAPClientError:  # the server said NO: the folder is full, or went; or another worker was first
            self._folder_is_there = False
        return self._folder_is_there


def _make_folder(client: IMAPClient, folder: str) -> None:
    if not client.folder_exists(folder):
        client.create_folder(folder)


def _put_away(client: IMAPClient, uids: list[int], folder: str) -> bool:
    """Move these mails and no others; False where the server has no safe way to."""
    if client.has_capability("MOVE"):
        client.move(uids, folder)
    elif client.has_capability("UIDPLUS"):
        client.copy(uids, folder)
        client.add_flags(uids, [DELETED], silent=True)
        client.uid_expunge(uids)
    else:
        return False
    return True


def _idle(client: IMAPClient, until: float) -> bool:
    """Whether the server told of mail before `until` (RFC 2177), in turns that each end with idle_done.

    Only idle_done reads what the server said and notices a line that is gone: idle_check answers at once,
    for ever, on a dead line, and breaks off where a line of the answer comes in two pieces. The first turn
    is short because news that came together with the server's go-ahead is not seen on the socket.
    """
    turn = FIRST_TURN
    while (left := until - time.monotonic()) > 0:
        client.idle()
        select.select([client.socket()], [], [], min(turn, left))
        if _tells_of_mail(client.idle_done()[1]):
            return True
        turn = LATER_TURNS
    return False


def _tells_of_mail(told: list[tuple[object, ...]]) -> bool:
    return any(len(words) > 1 and words[1] == b"EXISTS" for words in told)


def _by_size(sizes: dict[int, int]) -> Iterator[list[int]]:
    """The uids in their order, in lists that stay within MOST_BYTES; a larger mail is a list of its own."""
    batch: list[int] = []
    for uid, size in sizes.items():
        if batch and sum(sizes[other] for other in batch) + size > MOST_BYTES:
            yield batch
            batch = []
        batch.append(uid)
    if batch:
        yield batch
