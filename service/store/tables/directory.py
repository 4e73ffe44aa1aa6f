"""The directory: agencies, and the officers who hold the procedure's roles in them."""

from datetime import date

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.tables.base import Table, refers_to


class AgencyRow(Table):
    """An agency of a partnership, with the mail domains its people write from."""

    __tablename__ = "agencies"
    __table_args__ = (UniqueConstraint("partnership", "name"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    partnership: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    domains: Mapped[list[str]] = mapped_column(JSON)


class OfficerRow(Table):
    """Who holds a post, who stands in, and the days on which each is so (the last day counts)."""

    __tablename__ = "officers"
    __table_args__ = (Index(None, "partnership", "post"), Index(None, "email"))

    id: Mapped[str] = mapped_column(primary_key=True)
    partnership: Mapped[str]
    agency_id: Mapped[str] = mapped_column(refers_to("agencies.id"), index=True)
    post: Mapped[str]
    service: Mapped[str | None]
    name: Mapped[str]
    email: Mapped[str]
    telephone: Mapped[str | None]
    level: Mapped[str | None]
    deputy_name: Mapped[str | None]
    deputy_email: Mapped[str | None]
    deputy_telephone: Mapped[str | None]
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]
