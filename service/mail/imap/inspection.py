"""A look at a mailbox from beside the mail room: how safe its line is, whether its folders are there, what it holds."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from service.errors import MailboxUnreachable, NoToken
from service.mail.imap import folders, line
from service.mail.imap.account import Account
from service.mail.imap.room import INBOX

PLENTY = 80  # percent of a mailbox's quota, from which it is soon full


class Inspection:
    """One signed-in line of its own. Every method raises MailboxUnreachable when the line or the server fails."""

    def __init__(self, account: Account, client: IMAPClient) -> None:
        self._account, self._client = account, client

    @property
    def tls(self) -> str:
        """The version of TLS, as TLSv1.3; empty without."""
        wire = self._client.socket()
        return (wire.version() or "") if isinstance(wire, ssl.SSLSocket) else ""

    def has(self, capability: str) -> bool:
        return bool(self._client.has_capability(capability))

    def folder(self, name: str) -> str:
        """Make the folder unless it is there; the name that it has on this server."""
        full = folders.full_name(self._client, name)
        folders.make(self._client, full)
        return full

    def percent_full(self) -> int | None:
        """None where the server does not say, or sets no bound."""
        if not self.has("QUOTA"):
            return None
        _, quotas = self._client.get_quota_root(INBOX)
        shares = [100 * quota.usage // quota.limit for quota in quotas if quota.limit]
        return max(shares, default=None)

    def headers_of(self, message_id: str) -> bytes | None:
        """The headers of that mail, waiting or filed; None where it is neither."""
        for folder in (INBOX, folders.full_name(self._client, self._account.filed)):
            self._client.select_folder(folder, readonly=True)
            found = self._client.search(["HEADER", "Message-ID", message_id])
            given = self._client.fetch(found, ["BODY.PEEK[HEADER]"])
            for uid in found:
                if headers := given.get(uid, {}).get(b"BODY[HEADER]"):
                    return bytes(headers)
        return None


@contextmanager
def inspecting(account: Account) -> Iterator[Inspection]:
    """Signed in while the block runs. Raises MailboxUnreachable, also for whatever the server refuses in the block."""
    client = None
    try:
        client = line.signed_in(account)
        yield Inspection(account, client)
    except (IMAPClientAbortError, OSError, NoToken) as fault:
        raise line.unreachable(account, fault) from fault
    except IMAPClientError as refusal:
        if client is None:
            raise line.unreachable(account, refusal) from refusal
        raise MailboxUnreachable(f"The mailbox {account.address} refuses something that we need ({refusal}).") from None
    finally:
        if client is not None:
            line.hang_up(client)
