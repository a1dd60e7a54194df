"""Key-value, objects and log in memory, for examples, tests, and data that need not last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reliability.errors import Conflict, NotFound
from reliability.values import ABSENT, Capabilities, Entry, ObjectInfo, Record
from reliability.world import SystemClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from reliability.values import Message
    from reliability.world import Clock


@dataclass(frozen=True, slots=True)
class Row:
    """A stored value, and the time at which it ends."""

    entry: Entry
    expires: float | None


class Serial:
    """Counts 1, 2, 3 and so on. Unlike `itertools.count`, it is copied with the state around it."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """The next number."""
        self._last += 1
        return self._last


class MemoryKeyValue:
    """A dictionary with versions."""

    def __init__(
        self,
        clock: Clock | None = None,
        on_change: Callable[[str, Entry | None, Entry | None], None] | None = None,
    ) -> None:
        self._clock = clock or SystemClock()
        self._on_change = on_change or _nobody_told
        self._rows: dict[str, Row] = {}
        self._versions = Serial()

    def live(self, key: str) -> Entry | None:
        """The entry of `key`, unless its time is over."""
        row = self._rows.get(key)
        if row is None or (row.expires is not None and row.expires <= self._clock.now()):
            return None
        return row.entry

    def row(self, value: bytes, ttl_seconds: float | None) -> Row:
        """A new row with a new version."""
        expires = None if ttl_seconds is None else self._clock.now() + ttl_seconds
        return Row(Entry(value, self._versions.next()), expires)

    def store(self, key: str, row: Row | None) -> None:
        """Set `key` to `row`, or remove it for None."""
        if row is None:
            self._rows.pop(key, None)
        else:
            self._rows[key] = row

    async def get(self, key: str) -> Entry | None:
        """See `KeyValue`."""
        return self.live(key)

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        """See `KeyValue`."""
        before, row = self.live(key), self.row(value, ttl_seconds)
        check(key, before, expect)
        self.store(key, row)
        self._on_change(key, before, row.entry)
        return row.entry.version

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        """See `KeyValue`."""
        before = self.live(key)
        check(key, before, expect)
        self.store(key, None)
        self._on_change(key, before, None)

    async def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        """See `KeyValue`."""
        for key in sorted(self._rows):
            entry = self.live(key)
            if key.startswith(prefix) and entry is not None:
                yield key, entry


def _nobody_told(_key: str, _before: Entry | None, _after: Entry | None) -> None:
    """Do nothing, because no change source watches the bucket."""


def check(key: str, entry: Entry | None, expect: int | None) -> None:
    """Raise `Conflict` unless the entry has the expected version."""
    version = ABSENT if entry is None else entry.version
    if expect is not None and expect != version:
        raise Conflict(f"`{key}` has version {version}, not {expect}")


class MemoryObjectStore:
    """A dictionary of immutable byte strings."""

    capabilities = Capabilities(durable=False)

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._objects: dict[str, tuple[bytes, float]] = {}

    async def put_if_absent(self, key: str, chunks: AsyncIterator[bytes] | bytes) -> bool:
        """See `ObjectStore`."""
        value = chunks if isinstance(chunks, bytes) else b"".join([chunk async for chunk in chunks])
        if key in self._objects:
            return False
        self._objects[key] = (value, self._clock.now())
        return True

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> bytes:
        """See `ObjectStore`. Raises `NotFound`."""
        if key not in self._objects:
            raise NotFound(key)
        return self._objects[key][0][start:end]

    async def head(self, key: str) -> ObjectInfo | None:
        """See `ObjectStore`."""
        if key not in self._objects:
            return None
        value, modified = self._objects[key]
        return ObjectInfo(key, len(value), modified)

    async def delete(self, key: str) -> None:
        """See `ObjectStore`."""
        self._objects.pop(key, None)

    async def list(self, prefix: str = "") -> AsyncIterator[ObjectInfo]:
        """See `ObjectStore`."""
        for key in sorted(self._objects):
            if key.startswith(prefix):
                value, modified = self._objects[key]
                yield ObjectInfo(key, len(value), modified)


class MemoryLog:
    """A list of messages."""

    capabilities = Capabilities(durable=False, atomic_batch=True)

    def __init__(self) -> None:
        self._records: list[Record] = []
        self._sequences: dict[str, int] = {}
        self._last = 0

    async def append(
        self, batch: Sequence[Message], *, expect_last: int | None = None
    ) -> list[int]:
        """See `Log`. Raises `Conflict` or `Malformed`."""
        for message in batch:
            message.verify()
        if expect_last is not None and expect_last != self._last:
            raise Conflict(f"the log ends at {self._last}, not {expect_last}")
        return [self._append(message) for message in batch]

    def _append(self, message: Message) -> int:
        if message.id not in self._sequences:
            self._last += 1
            self._sequences[message.id] = self._last
            self._records.append(Record(self._last, message))
        return self._sequences[message.id]

    async def read(self, after: int, limit: int) -> Sequence[Record]:
        """See `Log`."""
        return [record for record in self._records if record.sequence > after][:limit]

    async def trim(self, through: int) -> None:
        """See `Log`."""
        self._records = [record for record in self._records if record.sequence > through]
