"""The vault: what names a child, or says what was written, is stored sealed.

Each case, mail, draft, account or partnership (a *scope*) has a data key of its own, kept in the database wrapped by a
key that is not. A sealed value is bound to its place: copied to another row, it does not open. What must be found again
is stored beside it as a keyed digest, so that a stolen database cannot be tried against a guess.
"""

import hmac
import json
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.errors import ConfigError, Unsealable
from service.store.tables import DataKeyRow
from service.store.tables.base import write_once

KEY_BYTES = 32
NONCE_BYTES = 12


@dataclass(frozen=True)
class Keys:
    """The keys of one deployment, 32 random bytes each. Whoever loses them loses what is stored."""

    wrapping: bytes = field(repr=False)  # wraps the data keys
    search: bytes = field(repr=False)  # digests to search by; never changed, or nothing is found again
    token: bytes = field(repr=False)  # codes sent to the holder of a token
    message_id: bytes = field(repr=False)  # tells our own Message-IDs from forged ones
    audit: bytes = field(repr=False)  # chains the audit

    @classmethod
    def fresh(cls) -> Self:
        return cls(**{each.name: os.urandom(KEY_BYTES) for each in fields(cls)})

    @classmethod
    def read(cls, path: Path) -> Self:
        """The keys in a file. Raises ConfigError where it is missing, readable by others, or not five whole keys."""
        try:
            if path.stat().st_mode & 0o077:
                raise ConfigError(f"Others on this machine may read the key file {path}. Run: chmod 600 {path}")
            kept = json.loads(path.read_text("ascii"))
            keys = cls(**{name: b64decode(text, validate=True) for name, text in kept.items()})
        except OSError:
            raise ConfigError(f"The key file {path} cannot be read. Run `parley keys`, or put its copy back.") from None
        except (ValueError, TypeError, AttributeError):
            raise ConfigError(f"The key file {path} is damaged. Put its copy back.") from None
        if any(len(getattr(keys, each.name)) != KEY_BYTES for each in fields(cls)):
            raise ConfigError(f"A key in {path} is not {KEY_BYTES} bytes long. Put the file's copy back.")
        return keys

    def write(self, path: Path) -> None:
        """Write the file that `read` reads, for this user only. Raises ConfigError where there is one already."""
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except OSError as fault:
            raise ConfigError(f"No key file can be made at {path}: {fault.strerror}. Choose another place.") from None
        with os.fdopen(handle, "w", encoding="ascii") as file:
            kept = {each.name: b64encode(getattr(self, each.name)).decode() for each in fields(self)}
            json.dump(kept, file, indent=1)
            file.flush()
            os.fsync(handle)


@dataclass(frozen=True)
class Vault:
    """Seals and opens values; a scope is "case:<id>", "mail:<id>", "draft:<id>", "documents:<submission>",
    "account:<id>" or "partnership:<key>"."""

    keys: Keys

    def seal(self, session: Session, scope: str, row: str, plain: bytes) -> bytes:
        """`plain` under the key of `scope`, to be opened as the same `row` ("table:column:id") only."""
        return _encrypt(self._data_key(session, scope), row, plain)

    def open(self, session: Session, scope: str, row: str, sealed: bytes) -> bytes:
        """What was sealed. Raises Unsealable: another key, another scope, another row, or an altered value."""
        wrapped = session.scalar(select(DataKeyRow.wrapped).where(DataKeyRow.scope == scope))
        if wrapped is None:
            raise Unsealable(f"There is no key for {scope}; what was sealed under it cannot be read.")
        return _decrypt(_decrypt(self.keys.wrapping, scope, wrapped), row, sealed)

    def forget(self, session: Session, scope: str) -> None:
        """Delete the key of `scope`: what was sealed under it can never be opened again, in no copy of this database
        that is made from now on."""
        session.execute(delete(DataKeyRow).where(DataKeyRow.scope == scope))

    def digest(self, purpose: str, data: bytes) -> str:
        """A keyed digest to search by (HMAC-SHA256, 64 hex digits); the same data differs between purposes."""
        digest = hmac.new(self.keys.search, purpose.encode() + b"\0", "sha256")
        digest.update(data)  # which may be a mail of 50 MB: it is not copied for it
        return digest.hexdigest()

    def _data_key(self, session: Session, scope: str) -> bytes:
        """The scope's key; its first use makes one, once however many ask at the same time."""
        stored = select(DataKeyRow.wrapped).where(DataKeyRow.scope == scope)
        wrapped = session.scalar(stored)
        if wrapped is None:
            fresh = _encrypt(self.keys.wrapping, scope, os.urandom(KEY_BYTES))
            write_once(session, DataKeyRow, {"scope": scope, "wrapped": fresh}, "scope")
            wrapped = session.scalars(stored).one()
        return _decrypt(self.keys.wrapping, scope, wrapped)


def _encrypt(key: bytes, place: str, plain: bytes) -> bytes:
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def _decrypt(key: bytes, place: str, sealed: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode())
    except (InvalidTag, ValueError):
        raise Unsealable(f"What was sealed for {place} does not open: wrong key, or moved, or altered.") from None
