"""A connection to a SQLite file, as the standard library opens it, or as a test does."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from ...errors import Unavailable


class Connection(Protocol):
    """The part of `sqlite3.Connection` that is used here; a test has one that loses power."""

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        ...

    def execute(self, sql: str, parameters: tuple[Any, ...] = ..., /) -> Any:
        """Run a statement, and return a cursor with `fetchall`."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...


def connect(path: str) -> Connection:
    """A connection of the standard library, without its implicit transactions.

    Raises `Unavailable` where there is no database that can be opened.
    """
    try:
        found = sqlite3.connect(path, isolation_level=None, timeout=0, check_same_thread=False)
        with suppress(sqlite3.OperationalError):  # Another one writes: it is a database.
            found.execute("PRAGMA schema_version").fetchall()
    except sqlite3.DatabaseError as error:
        raise Unavailable(f"{path}: {error}") from error
    return found


def file_of(connection: Connection) -> object:
    """What is equal for all connections to one file; for a database in memory, itself."""
    path = connection.execute("PRAGMA database_list").fetchall()[0][2]
    return Path(path).resolve() if path else connection
