"""The folders that a mailbox's mail is put away in: their names on this server, and how a mail comes there."""

from imapclient import DELETED, IMAPClient


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
