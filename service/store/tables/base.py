"""What every table shares: how an instant is kept, how a rule on a column is named, how a row is written once."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import CheckConstraint, DateTime, Dialect, ForeignKey, LargeBinary, MetaData
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

INSERTS: dict[str, Callable[[type[Any]], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class Instant(TypeDecorator[datetime]):
    """An aware moment, kept and given back in UTC; SQLite would forget the zone. Refuses a naive one."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("A moment without its zone cannot be kept.")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Table(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant(), bytes: LargeBinary()}  # noqa: RUF012


def refers_to(column: str) -> ForeignKey:
    """A reference, checked at the commit: the rows of one act may be written in any order."""
    return ForeignKey(column, deferrable=True, initially="DEFERRED")


def one_of(column: str, words: Iterable[str]) -> CheckConstraint:
    """The rule that `column` holds one of `words`, or nothing where it may."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(word) for word in words)})", name=column)


def write_once(session: Session, row: type[Table], values: dict[str, Any], *key: str) -> bool:
    """Write a row unless its `key` columns are taken already; False when they are.

    Two processes that write the same key at once get one True between them, and neither an error.
    """
    insert = INSERTS[session.get_bind().dialect.name](row).values(**values)
    written = insert.on_conflict_do_nothing(index_elements=key).returning(*row.__mapper__.primary_key)
    return session.execute(written).first() is not None
