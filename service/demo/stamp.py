"""What a receiving host does to a mail: it judges who sent it, and writes that above everything else.

Verdicts that came with the mail are struck out; only the host's own counts (RFC 8601 section 5).
"""

import re
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from email.utils import formatdate, getaddresses

from service.demo.addresses import AUTHSERV_ID, Addresses

LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n|\Z)")
STRUCK_OUT = re.compile(rb"authentication-results[ \t]*:", re.IGNORECASE)
DOMAIN = re.compile(r"[a-z0-9.-]+")


@dataclass(frozen=True)
class Sender:
    """Who handed the mail over: the account signed in, empty for none, and the name the client gave."""

    user: str
    host: str


def stamped(raw: bytes, recipient: str, sender: Sender, addresses: Addresses) -> bytes:
    """`raw` as its recipient finds it, with Delivered-To, Authentication-Results and Received on top."""
    mail = without_verdicts(raw)
    kind = "ESMTPA" if sender.user else "ESMTP"
    top = (
        f"Delivered-To: {recipient}\r\n"
        f"Authentication-Results: {AUTHSERV_ID}; {verdict(mail, sender.user, addresses)}\r\n"
        f"Received: from {sender.host} by {AUTHSERV_ID} with {kind}; {formatdate()}\r\n"
    )
    return top.encode("utf-8", "replace") + mail


def verdict(raw: bytes, user: str, addresses: Addresses) -> str:
    """dmarc=pass for the owner of the one From, fail for a known domain otherwise, none for all others (RFC 7489)."""
    written = [str(value) for value in BytesHeaderParser().parsebytes(raw).get_all("From", [])]
    senders = [address.lower() for _, address in getaddresses(written)]
    domains = [address.rpartition("@")[2] for address in senders]
    if len(senders) == 1 and addresses.owns(user, senders[0]):
        return f"dmarc=pass header.from={domains[0]}"
    named = next((domain for domain in domains if addresses.is_local(domain)), None)
    if named is not None:
        return f"dmarc=fail header.from={named}"
    return "dmarc=none" + "".join(f" header.from={domain}" for domain in domains[:1] if DOMAIN.fullmatch(domain))


def without_verdicts(raw: bytes) -> bytes:
    """`raw` without its Authentication-Results, also where they are folded or end in a bare CR or LF."""
    kept: list[bytes] = []
    struck, at = False, 0
    while at < len(raw):
        found = LINE.match(raw, at)
        assert found is not None
        line, at = found.group(), found.end()
        if not line.strip(b"\r\n"):
            return b"".join(kept) + line + raw[at:]
        struck = struck if line[:1] in b" \t" else STRUCK_OUT.match(line) is not None
        if not struck:
            kept.append(line)
    return b"".join(kept)
