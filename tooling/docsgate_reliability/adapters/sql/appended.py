"""The outbox rows of one transaction, kept until its end where there are many writers.

    BEGIN ─ work, with some rows appended ─ locks of their keys ─ positions, rows ─ COMMIT

Positions of one key have to follow the commits, so a lock on the key is held from the position to
the commit. Taken at the end, it is held for the time of one commit, however long the block takes.
The locks are taken in one order, so no two transactions wait for each other. The keys of a box
share 256 locks, as the server has room for some thousands in all; rows without a key have no order.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .dialect import Dialect, Execute

Row = tuple[int, str, str, str, str, bytes]  # The first position of the box, box, and the message.

LOCKS: Final = 256
ROWS_MAX, BYTES_MAX = 500, 4 << 20  # Of one statement.
INSERT = "INSERT INTO rel_outbox (position, box, id, key, headers, body) VALUES "
SAVEPOINT = re.compile(
    r"""\s*(?:(SAVEPOINT)|(ROLLBACK)\s+(?:TRANSACTION\s+|WORK\s+)?TO(?:\s+SAVEPOINT)?
    |RELEASE(?:\s+SAVEPOINT)?)\s+("(?:[^"]|"")+"|\w+)""",
    re.IGNORECASE | re.VERBOSE,
)


class AppendedRows:
    """The rows that a transaction has appended since its beginning, but for those it undid."""

    def __init__(self) -> None:
        self._rows: list[Row] = []
        self._savepoints: list[tuple[str, int]] = []

    def add(self, row: Row) -> None:
        """Add one row."""
        self._rows.append(row)

    def note(self, sql: str) -> None:
        """Follow a statement that was run: `ROLLBACK TO` a savepoint undoes the later rows."""
        if (found := SAVEPOINT.match(sql)) is None:
            return
        begin, undo, name = found.groups()
        name = name if name.startswith('"') else f'"{name.lower()}"'
        if begin:
            self._savepoints.append((name, len(self._rows)))
            return
        places = [place for place, each in enumerate(self._savepoints) if each[0] == name]
        if undo:
            del self._rows[self._savepoints[places[-1]][1] :]
        del self._savepoints[places[-1] + (1 if undo else 0) :]

    async def write(self, execute: Execute, dialect: Dialect) -> None:
        """Lock the keys and write the rows, as the last statements before the commit."""
        locks = {_lock_of(row[1], crc32(row[3].encode()) % LOCKS) for row in self._rows if row[3]}
        if locks:
            assert dialect.lock_keys is not None
            await execute(dialect.lock_keys, sorted(locks))
        for page in self._pages():
            marks = ", ".join([f"(? + {dialect.number}, ?, ?, ?, ?, ?)"] * len(page))
            await execute(INSERT + marks, *(value for row in page for value in row))

    def _pages(self) -> Iterator[list[Row]]:
        """The rows, in parts that fit into one statement."""
        page: list[Row] = []
        size = 0
        for row in self._rows:
            size += len(row[4]) + len(row[5])
            if page and (len(page) == ROWS_MAX or size > BYTES_MAX):
                yield page
                page, size = [], len(row[4]) + len(row[5])
            page.append(row)
        if page:
            yield page


@lru_cache(maxsize=4096)
def _lock_of(box: str, number: int) -> int:
    """The name of one of the locks of a box, as PostgreSQL names advisory locks."""
    digest = blake2b(f"outbox {number} {box}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
