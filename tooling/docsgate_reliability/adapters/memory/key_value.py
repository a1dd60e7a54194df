"""Key-value in memory, for examples, tests, and data that need not last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...errors import Conflict
from ...values import ABSENT, Entry
from ...world import SystemClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from ...world import Clock


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
