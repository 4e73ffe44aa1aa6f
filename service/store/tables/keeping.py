"""What keeps the rest honest: data keys, the audit and its heads, heartbeats, the deployment's own settings."""

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Table


class DataKeyRow(Table):
    """The key of one case, mail or partnership, wrapped by a key that is not in the database."""

    __tablename__ = "data_keys"

    scope: Mapped[str] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes]


class AuditEntryRow(Table):
    """One act in one chain. Triggers refuse to change it, to delete it or to write over it."""

    __tablename__ = "audit_entries"

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str]
    object_id: Mapped[str]
    detail: Mapped[bytes | None]
    detail_hash: Mapped[str]
    prev_hash: Mapped[str]
    hash: Mapped[str]


class AuditHeadRow(Table):
    """Where a chain ends. Whoever writes to the chain holds this row until they commit."""

    __tablename__ = "audit_heads"

    chain: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int]
    hash: Mapped[str]


class HeartbeatRow(Table):
    """When a kind of process last finished a round."""

    __tablename__ = "heartbeats"

    role: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    pid: Mapped[int]


class SettingRow(Table):
    """A fact about this database: the name of its environment, how far the demo's clock is turned, who has a role."""

    __tablename__ = "settings_kept"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(Text)
