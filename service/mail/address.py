"""Reply addresses and Message-IDs of our own.

A mail we send asks for its answer at the mailbox's plus-address, whose tag is a token of one person, case
and stage. Its Message-ID carries a random word and that word's HMAC, never the token, so that an answer
whose plus-address was lost on the way is still known as an answer to us, and nobody else can make one up.
"""

import hmac
import re
import secrets
from base64 import b32encode
from collections.abc import Iterable

TAG = re.compile(r"[a-z2-7]{26}")
OUR_ID = re.compile(r"<(?P<word>[a-z2-7]{26})\.(?P<mark>[a-z2-7]{26})@(?P<domain>[a-z0-9.-]+)>")


def tagged(mailbox: str, token: str) -> str:
    """`mailbox` with `token` as its plus-address: sefton@parley.example -> sefton+abc@parley.example."""
    local, _, domain = mailbox.rpartition("@")
    return f"{local}+{token}@{domain}"


def tag_of(recipients: Iterable[str], mailbox: str) -> str | None:
    """The token in the plus-address of `mailbox` among `recipients`, in lower case.

    None when there is none, and when there are two: nobody could say which of them is answered.
    """
    local, _, domain = mailbox.lower().rpartition("@")
    tags = set()
    for recipient in map(str.lower, recipients):
        before, _, after = recipient.rpartition("@")
        tag = before.removeprefix(f"{local}+")
        if after == domain and tag != before and TAG.fullmatch(tag):
            tags.add(tag)
    return tags.pop() if len(tags) == 1 else None


def untagged(address: str) -> str:
    """`address` in lower case without its plus-address: sefton+abc@parley.example -> sefton@parley.example."""
    local, _, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def domain_of(address: str) -> str:
    """What follows the last @, in lower case; empty when there is no @."""
    return address.rpartition("@")[2].lower() if "@" in address else ""


def message_id(key: bytes, domain: str) -> str:
    """A new Message-ID with its angle brackets; the domain in lower case. 128 random bits, 128 bits of HMAC-SHA256."""
    word = _base32(secrets.token_bytes(16))
    return f"<{word}.{_mark(key, word, domain.lower())}@{domain.lower()}>"


def is_ours(key: bytes, message_id: str) -> bool:
    """Whether `message_id` was made by `message_id()` under `key`; compared in constant time."""
    found = OUR_ID.fullmatch(message_id.strip().lower())
    return found is not None and hmac.compare_digest(_mark(key, found["word"], found["domain"]), found["mark"])


def _mark(key: bytes, word: str, domain: str) -> str:
    return _base32(hmac.digest(key, f"message-id:{word}@{domain}".encode(), "sha256")[:16])


def _base32(value: bytes) -> str:
    return b32encode(value).decode("ascii").lower().rstrip("=")
