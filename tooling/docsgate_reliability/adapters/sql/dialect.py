"""What SQLite and PostgreSQL have in common: the tables, and statements with `?` for parameters.

An engine supplies transactions and reads; everything else is written once, on top of those two.
`Dialect` holds the differences between the engines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from ...world import Clock

Rows = list[tuple[Any, ...]]


class Execute(Protocol):
    """Runs one statement and returns all of its rows."""

    async def __call__(self, sql: str, /, *parameters: Any) -> Rows:
        """Run `sql`, in which each `?` means one of `parameters`."""
        ...


@dataclass(frozen=True, slots=True)
class Dialect:
    """The differences between the engines."""

    key: str  # The type of a primary key whose number the caller assigns.
    serial: str  # The type of a primary key whose number the database assigns.
    blob: str
    name: str  # The type of a text that is ordered by its bytes.
    compact: str  # The option that stores small rows only in their primary key.
    skip_locked: str  # The clause that skips the rows that another transaction has locked.
    row_lock: str  # The clause that locks the rows read for this transaction.
    share_lock: str  # The clause that keeps the rows read unchanged until the commit.
    lock_key: str | None  # Orders transactions with one text; None where there is one writer.
    share_groups: str | None  # Keeps the groups of a queue as they are; None with one writer.
    lock_groups: str | None  # Waits for those that keep them so; None with one writer.


class SqlEngine(Protocol):
    """A database with durable commits."""

    dialect: Dialect
    clock: Clock
    durable: bool

    def begin(self) -> AbstractAsyncContextManager[Execute]:
        """A transaction that commits at the end of the block, or undoes everything.

        Raises `Unavailable` when it is not known whether the commit is done.
        """
        ...

    async def next_number(self, execute: Execute) -> int:
        """A number that no committed transaction has, reserved in the transaction of `execute`.

        If one transaction ends before another one asks for a number, the second gets a higher
        number. Some numbers are never used.
        """
        ...

    async def read(self, sql: str, *parameters: Any) -> Rows:
        """Run one statement, which sees everything that was committed."""
        ...

    async def read_page(self, sql: str, *parameters: Any, bytes_max: int) -> Rows:
        """The first rows of one statement, as many as fit, but one at least.

        `sql` gives rows of an outbox in the order of `position`, with `headers` and `body` as the
        last two columns. Those two have no more than `bytes_max` bytes in all rows together. The
        event loop is not held up meanwhile.
        """
        ...


TABLES = """
CREATE TABLE IF NOT EXISTS rel_bucket (
    bucket TEXT NOT NULL, name {name} NOT NULL, value {blob} NOT NULL, version BIGINT NOT NULL,
    expires DOUBLE PRECISION, PRIMARY KEY (bucket, name));
CREATE INDEX IF NOT EXISTS rel_bucket_end ON rel_bucket (bucket, expires)
    WHERE expires IS NOT NULL;
CREATE TABLE IF NOT EXISTS rel_outbox (
    position {key}, box TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
    headers TEXT NOT NULL, body {blob} NOT NULL);
CREATE TABLE IF NOT EXISTS rel_outbox_aside (
    position {key}, box TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
    headers TEXT NOT NULL, body {blob} NOT NULL, reason TEXT NOT NULL,
    since DOUBLE PRECISION NOT NULL);
CREATE TABLE IF NOT EXISTS rel_lease (
    name TEXT PRIMARY KEY, owner TEXT NOT NULL, token BIGINT NOT NULL,
    expires DOUBLE PRECISION NOT NULL);
CREATE TABLE IF NOT EXISTS rel_message (
    seq {serial}, queue TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, headers TEXT NOT NULL,
    body {blob} NOT NULL);
CREATE TABLE IF NOT EXISTS rel_seen (
    queue TEXT NOT NULL, id TEXT NOT NULL, at DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (queue, id)){compact};
CREATE TABLE IF NOT EXISTS rel_delivery (
    queue TEXT NOT NULL, grp TEXT NOT NULL, seq BIGINT NOT NULL, attempt BIGINT NOT NULL,
    visible DOUBLE PRECISION NOT NULL, dead TEXT, PRIMARY KEY (queue, grp, seq)){compact};
CREATE TABLE IF NOT EXISTS rel_group (
    queue TEXT NOT NULL, grp TEXT NOT NULL, PRIMARY KEY (queue, grp)){compact};
CREATE INDEX IF NOT EXISTS rel_seen_age ON rel_seen (queue, at);
CREATE INDEX IF NOT EXISTS rel_delivery_message ON rel_delivery (seq);
CREATE INDEX IF NOT EXISTS rel_delivery_tried ON rel_delivery (queue, grp, attempt)
    WHERE attempt > 0;
CREATE INDEX IF NOT EXISTS rel_delivery_dead ON rel_delivery (queue, grp, seq)
    WHERE dead IS NOT NULL;
CREATE TABLE IF NOT EXISTS rel_log (
    log TEXT NOT NULL, seq BIGINT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
    headers TEXT NOT NULL, body {blob} NOT NULL, PRIMARY KEY (log, seq), UNIQUE (log, id));
CREATE TABLE IF NOT EXISTS rel_log_end (log TEXT PRIMARY KEY, seq BIGINT NOT NULL);
"""


def tables(dialect: Dialect) -> list[str]:
    """The statements that create the tables, if they are not there."""
    types = {name: getattr(dialect, name) for name in ("key", "serial", "blob", "name")}
    text = TABLES.format(**types, compact=dialect.compact)
    return [statement for statement in text.split(";") if statement.strip()]
