"""The folders of a mailbox: their names on this server, how a mail is put away in one, and where one may lie."""

from datetime import date

from imapclient import DELETED, IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

CLOSED = rb"\noselect", rb"\nonexistent"
WRITTEN_HERE = rb"\sent", rb"\drafts", rb"\all", rb"\flagged", rb"\important"  # RFC 6154: own words, and views
CALLED = frozenset(("sent", "sent items", "sent messages", "drafts", "outbox", "templates"))


def full_name(client: IMAPClient, folder: str) -> str:
    """`folder`, whose levels are parted by /, as this server names it: some keep all folders below INBOX (RFC 2342)."""
    personal = client.namespace().personal if client.has_capability("NAMESPACE") else None
    if not personal:
        return folder
    prefix, sign = personal[0]
    name = folder.replace("/", sign) if sign else folder
    return name if name.startswith(prefix) else prefix + name


def make(client: IMAPClient, folder: str) -> None:
    """Unless it is there already."""
    if not client.folder_exists(folder):
        client.create_folder(folder)


def put_away(client: IMAPClient, uids: list[int], folder: str) -> bool:
    """Move these mails and no others (RFC 6851; else RFC 4315); False where the server has no safe way to."""
    if client.has_capability("MOVE"):
        client.move(uids, folder)
    elif client.has_capability("UIDPLUS"):
        client.copy(uids, folder)
        client.add_flags(uids, [DELETED], silent=True)
        client.uid_expunge(uids)
    else:
        return False
    return True


def where_mail_may_lie(client: IMAPClient, inbox: str) -> list[str]:
    """Every folder but `inbox` that a mail may have been dragged into, Junk and Deleted Items among them."""
    return [
        name
        for flags, sign, name in client.list_folders()
        if name.upper() != inbox
        and not {flag.lower() for flag in flags} & {*CLOSED, *WRITTEN_HERE}
        and name.split(sign.decode() if sign else None)[-1].lower() not in CALLED
    ]


def came_since(client: IMAPClient, folder: str, day: date) -> tuple[int, list[int]]:
    """The folder's UIDVALIDITY, and what in it came to the mailbox on that day or later; nothing where the server does
    not open it."""
    try:
        facts = client.select_folder(folder, readonly=True)
        return int(facts[b"UIDVALIDITY"]), sorted(client.search(["SINCE", day]))
    except IMAPClientAbortError:
        raise
    except IMAPClientError:
        return 0, []
