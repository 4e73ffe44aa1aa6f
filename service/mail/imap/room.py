"""Where a mailbox's mail is taken in: what waits in INBOX, in batches, and into a folder once it is safe.

INBOX is the list of work. Every mail in it is fetched, read or not, without touching its flags; what is
safe in the database is moved away. A mail that another worker took first is gone, and not a fault.
What cannot be moved, because the server knows no way or its folder is full, is not fetched again.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from service.errors import NoToken
from service.mail.imap import folders, line
from service.mail.imap.account import Account, Arrival
from service.mail.imap.idle import idle

log = logging.getLogger(__name__)

INBOX = "INBOX"
MEGABYTE = 1024 * 1024
MOST_MAILS, MOST_BYTES = 50, 20 * MEGABYTE
LARGEST = 50 * MEGABYTE  # above it a mail is not taken in whole
MOST_HEADERS = MEGABYTE // 16
WHOLE, HEADERS = "BODY.PEEK[]", f"BODY.PEEK[HEADER]<0.{MOST_HEADERS}>"
GIVEN = {WHOLE: b"BODY[]", HEADERS: b"BODY[HEADER]<0>"}  # under which name the server answers


class Mailroom:
    """One signed-in connection, opened when first needed and anew after a fault.

    Every method raises MailboxUnreachable when the server, the line or the account fails; pausing
    before the next try is the caller's.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self._client: IMAPClient | None = None
        self._uidvalidity = 0
        self._left: set[int] = set()  # what lies in INBOX, as far as we know
        self._stuck: dict[int, str] = {}  # of these, what is safe and could not be moved, and whereto it should be
        self._folders: dict[str, str] = {}  # those that are there, by the names that we know them by
        self._said = ""

    def batches(self) -> Iterator[list[Arrival]]:
        """Everything in INBOX, oldest first: lists of at most 50 mails and 20 MB, or of one larger mail.

        A mail above 50 MB is a list of its own, and comes as its headers and its size.
        """
        with self._reaching() as client:
            self._select(client)
            self._left = set(client.search("ALL"))
        self._file_what_stuck()
        yield from self._in_batches(sorted(self._left - self._stuck.keys()), self._uidvalidity)

    def elsewhere(self, since: date) -> Iterator[list[Arrival]]:
        """What has come since that day and lies in another folder, in such lists; it stays where it is.

        A folder that the server does not open is passed over, and so is what holds what people write themselves.
        """
        with self._reaching() as client:
            names = folders.where_mail_may_lie(client, INBOX)
        for name in names:
            with self._reaching() as client:
                uidvalidity, uids = folders.came_since(client, name, since)
            yield from self._in_batches(uids, uidvalidity)

    def _in_batches(self, waiting: list[int], uidvalidity: int) -> Iterator[list[Arrival]]:
        for first in range(0, len(waiting), MOST_MAILS):
            with self._reaching() as client:
                sizes = client.fetch(waiting[first : first + MOST_MAILS], ["RFC822.SIZE"])
            for uids, size in _by_size({uid: sizes[uid].get(b"RFC822.SIZE", 0) for uid in sorted(sizes)}):
                with self._reaching() as client:
                    arrivals = self._fetch(client, uids, size if size > LARGEST else 0, uidvalidity)
                if arrivals:
                    yield arrivals

    def file(self, uids: list[int], large: bool = False) -> bool:
        """Move these mails to the account's folder, which is made when missing.

        Without MOVE they are copied and exactly they are expunged. False when the server refused: the mails
        stay in INBOX, which loses nothing; `batches` tries again to move them, and does not fetch them again.
        """
        return self._file(uids, self._account.large if large else self._account.filed)

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
            return idle(client, until)

    def close(self) -> None:
        """Sign out; a line that is gone already is no fault."""
        client, self._client = self._client, None
        if client is not None:
            try:
                client.logout()
            except (OSError, IMAPClientError):
                line.hang_up(client)

    @contextmanager
    def _reaching(self) -> Iterator[IMAPClient]:
        try:
            self._client = self._client or line.signed_in(self._account)
            yield self._client
        except (OSError, IMAPClientError, NoToken) as fault:
            client, self._client = self._client, None
            if client is not None:
                line.hang_up(client)
            raise line.unreachable(self._account, fault) from fault

    def _select(self, client: IMAPClient) -> int:
        """Open INBOX, afresh each time: its UIDVALIDITY may have changed. The number of mails in it."""
        facts = client.select_folder(INBOX)
        if self._uidvalidity not in (0, facts[b"UIDVALIDITY"]):
            self._say("its mails are numbered anew (UIDVALIDITY). All are looked at again; what is known is kept once")
            self._stuck.clear()
        self._uidvalidity = facts[b"UIDVALIDITY"]
        return int(facts[b"EXISTS"])

    def _fetch(self, client: IMAPClient, uids: list[int], size: int, uidvalidity: int) -> list[Arrival]:
        part = HEADERS if size else WHOLE
        found = client.fetch(uids, ["INTERNALDATE", part])
        self._left -= set(uids) - set(found)  # of another folder: at worst INBOX is looked at once too often
        return [
            Arrival(
                mailbox=self._account.address,
                raw=facts[GIVEN[part]],
                uid=uid,
                uidvalidity=uidvalidity,
                internal_date=facts[b"INTERNALDATE"].astimezone(UTC),
                size=size,
            )
            for uid, facts in found.items()
            if facts.get(GIVEN[part]) is not None
        ]

    def _file(self, uids: list[int], folder: str) -> bool:
        with self._reaching() as client:
            moved = self._moved(client, uids, folder)
        if moved:
            self._left -= set(uids)
        self._stuck |= dict.fromkeys(() if moved else uids, folder)
        return moved

    def _file_what_stuck(self) -> None:
        waited, self._stuck = self._stuck, {}
        for folder in sorted(set(waited.values())):
            self._file(sorted(uid for uid in self._left if waited.get(uid) == folder), folder)

    def _moved(self, client: IMAPClient, uids: list[int], folder: str) -> bool:
        if not uids:
            return True
        try:
            if folders.put_away(client, uids, self._folder(client, folder)):
                return True
            self._say("the server can move no mail safely. What is read stays in INBOX, and is kept once")
        except IMAPClientAbortError:
            raise
        except IMAPClientError as fault:  # the server said NO: the folder is full, or went; or another was first
            self._folders.clear()
            self._say(f"what is read stays in INBOX for now ({fault})")
        return False

    def _folder(self, client: IMAPClient, name: str) -> str:
        if name not in self._folders:
            full = folders.full_name(client, name)
            folders.make(client, full)
            self._folders[name] = full
        return self._folders[name]

    def _say(self, what: str) -> None:
        """Once, however often it happens in a row."""
        if what != self._said:
            log.warning("the mailbox %s: %s", self._account.address, what)
        self._said = what


def _by_size(sizes: dict[int, int]) -> Iterator[tuple[list[int], int]]:
    """The uids in their order, in lists that stay within MOST_BYTES, and how large each list is.

    A larger mail is a list of its own.
    """
    batch: list[int] = []
    filled = 0
    for uid, size in sizes.items():
        if batch and filled + size > MOST_BYTES:
            yield batch, filled
            batch, filled = [], 0
        batch.append(uid)
        filled += size
    if batch:
        yield batch, filled
