"""The kinds of column that the tables are made of. Enumerations come from the domain's types."""

import json
from datetime import UTC, date, datetime
from typing import Any, get_args

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Dialect,
    ForeignKey,
    Identity,
    Integer,
    MetaData,
    Text,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeDecorator, TypeEngine

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def moment_text(moment: datetime) -> str:
    """A moment as `2026-11-22T21:00:00.123456Z`; without its offset it is the caller's mistake."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its offset")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def local_text(local: datetime) -> str:
    """A local date-time as `2026-11-22T21:00:00`; with an offset it is the caller's mistake."""
    if local.tzinfo is not None:
        raise ValueError("a local time has no offset")
    return local.isoformat(timespec="seconds")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as ISO text of one width, so that text order is the order of time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        """To text."""
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        """From text."""
        return None if value is None else datetime.fromisoformat(value)


class LocalTime(TypeDecorator[datetime]):
    """A local date-time (Europe/London) to the second, kept as ISO text without an offset."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        """To text."""
        return None if value is None else local_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  SQLAlchemy's signature
        """From text."""
        return None if value is None else datetime.fromisoformat(value)


class Day(TypeDecorator[date]):
    """A date, kept as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002  SQLAlchemy's signature
        """To text; a date-time would sort wrongly and is a mistake of the caller."""
        if isinstance(value, datetime):
            raise TypeError("a day has no time")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002  SQLAlchemy's signature
        """From text."""
        return None if value is None else date.fromisoformat(value)


@compiles(Integer, "postgresql")
def _whole(_type: Integer, _compiler: Any, **_words: Any) -> str:
    """A whole number has 64 bits, as in SQLite."""
    return "BIGINT"


class Flag(TypeDecorator[bool]):
    """True, false, or not known (NULL). SQLite's strict tables want an integer."""

    impl = Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """An integer on SQLite, the database's own boolean elsewhere."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else Boolean())

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:  # noqa: ARG002  SQLAlchemy's signature
        """To a real bool: 1 and True are told apart further in."""
        return None if value is None else bool(value)


def is_set(flag: str) -> bool:
    """Whether a flag that was cast to text is true: SQLite says 1, PostgreSQL true."""
    return flag in {"1", "true"}


class TextSet(TypeDecorator[frozenset[str]]):
    """A set of ids, kept as a sorted JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[str] | None, dialect: Dialect) -> str:  # noqa: ARG002  SQLAlchemy's signature
        """To text."""
        return json.dumps(sorted(value or ()), ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[str]:  # noqa: ARG002  SQLAlchemy's signature
        """From text."""
        return frozenset(json.loads(value or "[]"))


class _FlagCheck(CheckConstraint):
    """That a flag is 0 or 1, where the database has no booleans of its own."""


@compiles(_FlagCheck, "postgresql")
def _unneeded(_check: _FlagCheck, _compiler: Any, **_words: Any) -> str:
    return ""


def values_of(literal: Any) -> tuple[str, ...]:
    """The values of a `Literal`, or of a union of them, in their order."""
    found: list[str] = []
    for part in get_args(literal):
        found += [part] if isinstance(part, str) else values_of(part)
    return tuple(dict.fromkeys(found))


def one_of(name: str, literal: Any, *, nullable: bool = False) -> Column[str]:
    """A text column that holds one of the values of a domain `Literal`."""
    listed = ", ".join(f"'{value}'" for value in values_of(literal))
    return Column(
        name, Text, CheckConstraint(f"{name} IN ({listed})", name=name), nullable=nullable
    )


def flag(name: str, *, nullable: bool = False) -> Column[bool]:
    """A true-or-false column; NULL, where allowed, is "not known"."""
    return Column(name, Flag, _FlagCheck(f"{name} IN (0, 1)", name=name), nullable=nullable)


def text(name: str, *, nullable: bool = False) -> Column[str]:
    """A text column that is never the empty string: what is not known is NULL."""
    return Column(name, Text, CheckConstraint(f"{name} <> ''", name=name), nullable=nullable)


def own_id() -> Column[str]:
    """The row's own id, 32 lowercase hexadecimal digits."""
    return Column(
        "id",
        Text,
        CheckConstraint("length(id) = 32 AND id = lower(id)", name="id"),
        primary_key=True,
    )


def running_number() -> Column[int]:
    """The row's own number, which the database gives."""
    return Column("id", Integer, Identity(), primary_key=True)


def logged(name: str, *, primary_key: bool = False) -> Column[int]:
    """The number of a log entry that the same transaction may have yet to write."""
    return Column(
        name,
        Integer,
        ForeignKey("log_entries.seq", deferrable=True, initially="DEFERRED"),
        nullable=False,
        primary_key=primary_key,
        autoincrement=False,
    )


def refers(
    name: str, target: str, *, nullable: bool = False, index: bool = True, kind: Any = Text
) -> Column[Any]:
    """A reference to the row of another table, indexed unless another index begins with it."""
    return Column(name, kind, ForeignKey(target), nullable=nullable, index=index)


def period() -> tuple[Any, ...]:
    """The columns of a membership: for what time it holds, and when that was recorded."""
    return (
        running_number(),
        Column("valid_from", LocalTime, nullable=False),
        Column("valid_to", LocalTime),
        Column("recorded_at", Moment, nullable=False),
        Column("ended_recorded_at", Moment),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="period"),
    )
