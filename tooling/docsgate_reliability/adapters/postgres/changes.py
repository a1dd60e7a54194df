"""Changes of PostgreSQL tables by logical decoding: a slot, a publication, and the pgoutput plugin.

A table that is added later is told from then on. `TRUNCATE` is told as a change without a row.
Reading only peeks, and `confirm` moves the slot, so a reader that dies reads the same changes
again. A slot keeps the log of the server until it is moved. So `max_slot_wal_keep_size` must limit
it, and its lag must be watched: a slot beyond its limit is lost. PostgreSQL does not send a value
that is stored out of line and was not changed; it is left out of `after`, and is never null.

The messages: https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ...errors import CapabilityMissing
from ...values import Change, ChangeSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .engine import PostgresEngine

Image = dict[str, object]
MESSAGES_EACH = 4  # The messages of a small transaction: begin, table, row, commit.
PEEK = """
    SELECT data FROM pg_logical_slot_peek_binary_changes(
        ?, NULL, ?, 'proto_version', '1', 'publication_names', ?)"""


class PostgresChanges:
    """See `ChangeSource`. Call `prepare` first; the slot stays until `drop`."""

    def __init__(self, engine: PostgresEngine, name: str, tables: Sequence[str]) -> None:
        self._engine, self._name, self._tables = engine, name, tuple(tables)

    async def prepare(self) -> None:
        """Create publication and slot. Raises `CapabilityMissing` without logical decoding."""
        if (await self._engine.read("SHOW wal_level"))[0][0] != "logical":
            raise CapabilityMissing("PostgreSQL runs without wal_level=logical")
        await self._publish()
        slots = "SELECT 1 FROM pg_replication_slots WHERE slot_name = ?"
        if await self._engine.read(slots, self._name):
            return
        create = "SELECT pg_create_logical_replication_slot(?, 'pgoutput')"
        await self._engine.read(create, self._name)

    async def _publish(self) -> None:
        """Create the publication, or have it publish the tables that were added since."""
        known = "SELECT tablename FROM pg_publication_tables WHERE pubname = ?"
        published = {table for (table,) in await self._engine.read(known, self._name)}
        tables = ", ".join(f'"{table}"' for table in self._tables if table not in published)
        there = "SELECT 1 FROM pg_publication WHERE pubname = ?"
        if not await self._engine.read(there, self._name):
            await self._engine.read(f'CREATE PUBLICATION "{self._name}" FOR TABLE {tables}')
        elif tables:
            await self._engine.read(f'ALTER PUBLICATION "{self._name}" ADD TABLE {tables}')

    async def drop(self) -> None:
        """Remove slot and publication, so that the server need not keep its log."""
        await self._engine.read("SELECT pg_drop_replication_slot(?)", self._name)
        await self._engine.read(f'DROP PUBLICATION "{self._name}"')

    async def transactions(self, after: int, limit: int) -> Sequence[ChangeSet]:
        """See `ChangeSource`.

        The server stops after so many messages, at the end of a transaction. That may be too few
        transactions, since those up to `after` are told again until they are confirmed.
        """
        messages = MESSAGES_EACH * limit
        while True:
            rows = await self._engine.read(PEEK, self._name, messages, self._name)
            found = _decoded(bytes(data) for (data,) in rows)
            later = [change_set for change_set in found if change_set.position > after]
            if len(later) >= limit or len(rows) < messages:
                return later[:limit]
            messages *= 2

    async def confirm(self, position: int) -> None:
        """See `ChangeSource`."""
        place = f"{position >> 32:X}/{position & 0xFFFFFFFF:X}"
        await self._engine.read(
            "SELECT pg_replication_slot_advance(?, ?::pg_lsn)", self._name, place
        )


def _decoded(messages: Iterable[bytes]) -> list[ChangeSet]:
    """The whole transactions in the `messages` of pgoutput, version 1."""
    relations: dict[int, tuple[str, list[str]]] = {}
    found: list[ChangeSet] = []
    changes: list[Change] = []
    for message in messages:
        kind = message[:1]
        if kind == b"B":
            changes = []
        elif kind == b"R":
            relations[struct.unpack_from("!I", message, 1)[0]] = _relation(message)
        elif kind == b"T":
            count = struct.unpack_from("!I", message, 1)[0]
            tables = struct.unpack_from(f"!{count}I", message, 6)
            changes.extend(Change(relations[table][0], None, None) for table in tables)
        elif kind in b"IUD":
            changes.append(_change(message, relations))
        elif kind == b"C" and changes:
            (end,) = struct.unpack_from("!Q", message, 10)
            found.append(ChangeSet(end, tuple(changes)))
    return found


def _relation(message: bytes) -> tuple[str, list[str]]:
    _schema, place = _text(message, 5)
    table, place = _text(message, place)
    (count,) = struct.unpack_from("!H", message, place + 1)
    place, columns = place + 3, []
    for _ in range(count):
        name, place = _text(message, place + 1)
        columns.append(name)
        place += 8
    return table, columns


def _change(message: bytes, relations: dict[int, tuple[str, list[str]]]) -> Change:
    table, columns = relations[struct.unpack_from("!I", message, 1)[0]]
    images: dict[bytes, Image] = {}
    place = 5
    while place < len(message):
        which = message[place : place + 1]  # N: the new row, O: the old row, K: its key only.
        images[which], place = _tuple(message, place + 1, columns)
    return Change(table, images.get(b"O", images.get(b"K")), images.get(b"N"))


def _tuple(message: bytes, place: int, columns: list[str]) -> tuple[Image, int]:
    (count,) = struct.unpack_from("!H", message, place)
    place, image = place + 2, Image()
    for name in columns[:count]:
        kind, place = message[place : place + 1], place + 1
        if kind == b"n":
            image[name] = None
        elif kind == b"t":
            (length,) = struct.unpack_from("!I", message, place)
            image[name] = message[place + 4 : place + 4 + length].decode()
            place += 4 + length
    return image, place


def _text(message: bytes, place: int) -> tuple[str, int]:
    end = message.index(b"\0", place)
    return message[place:end].decode(), end + 1
