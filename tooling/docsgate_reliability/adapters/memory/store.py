"""A transactional store in memory, which keeps the changes that it committed for `changes`.

A transaction stages its writes and takes no lock. At the commit, it checks all its expectations
again, and applies either all of its writes or none.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from ...errors import Aborted, Fenced, Misused
from ...values import Backlog, Capabilities, Change, ChangeSet, Entry, Lease, Pending, SetAside
from ...world import SystemClock
from .box import Box
from .key_value import MemoryKeyValue, Row, Serial, check

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from ...ports import Transaction
    from ...values import Message, Rows
    from ...world import Clock


class _StagedKeyValue:
    """The rows of one bucket as one transaction sees them."""

    def __init__(self, committed: MemoryKeyValue, refuse: Callable[[], None]) -> None:
        self._committed, self._refuse = committed, refuse
        self.staged: dict[str, Row | None] = {}
        self._expected: dict[str, int] = {}

    def _live(self, key: str) -> Entry | None:
        if key in self.staged:
            row = self.staged[key]
            return row.entry if row else None
        return self._committed.live(key)

    def _stage(self, key: str, row: Row | None, expect: int | None) -> None:
        self._refuse()
        check(key, self._live(key), expect)
        if expect is not None and key not in self.staged:
            self._expected[key] = expect
        self.staged[key] = row

    async def get(self, key: str) -> Entry | None:
        self._refuse()
        return self._live(key)

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        row = self._committed.row(value, ttl_seconds)
        self._stage(key, row, expect)
        return row.entry.version

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        self._stage(key, None, expect)

    async def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        self._refuse()
        found = {key: entry async for key, entry in self._committed.scan(prefix)}
        for key in self.staged:
            if key.startswith(prefix):
                found.pop(key, None)
                if (entry := self._live(key)) is not None:
                    found[key] = entry
        for key in sorted(found):
            yield key, found[key]

    def verify(self) -> None:
        """Raise `Conflict` if an expectation no longer holds."""
        for key, version in self._expected.items():
            check(key, self._committed.live(key), version)

    def changes(self, table: str) -> list[Change]:
        """The changes that `apply` would make."""
        return [
            Change(
                table,
                _image(key, self._committed.live(key)),
                _image(key, row.entry if row else None),
            )
            for key, row in self.staged.items()
        ]

    def apply(self) -> None:
        """Write to the committed rows."""
        for key, row in self.staged.items():
            self._committed.store(key, row)


def _image(key: str, entry: Entry | None) -> dict[str, object] | None:
    return None if entry is None else {"key": key, "value": entry.value}


class MemoryTransaction:
    """See `Transaction`."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        self._buckets: dict[str, _StagedKeyValue] = {}
        self._leases: list[Lease] = []
        self._actions: list[Callable[[], None]] = []
        self._failure: Exception | None = None
        self.is_over = False

    def is_of(self, store: MemoryStore) -> bool:
        """Whether the transaction is open, and of this store."""
        return self._store is store and not self.is_over

    def _refuse_failed(self) -> None:
        """Raise `Aborted` if a call failed, and `Misused` after the end, as `sql.guard` does."""
        if self.is_over:
            raise Misused("the transaction is over: its block was left")
        if self._failure is not None:
            kind = type(self._failure).__name__
            raise Aborted(f"a call in this transaction failed with {kind}") from self._failure

    def bucket(self, name: str) -> _StagedKeyValue:
        """See `Transaction`."""
        self._refuse_failed()
        if name not in self._buckets:
            self._buckets[name] = _StagedKeyValue(self._store.bucket(name), self._refuse_failed)
        return self._buckets[name]

    async def append(self, box: str, message: Message) -> None:
        """See `Transaction`. Raises `Malformed`."""
        self._refuse_failed()
        message.verify()
        self._actions.append(lambda: self._store.box(box).add(message))

    async def remove(self, box: str, positions: Sequence[int]) -> None:
        """See `Transaction`."""
        self._refuse_failed()
        self._actions.extend(
            lambda position=position: self._store.box(box).remove(position)  # type: ignore[misc]
            for position in positions
        )

    async def set_aside(self, box: str, position: int, reason: str) -> None:
        """See `Transaction`."""
        self._refuse_failed()
        now = self._store.clock.now()
        self._actions.append(lambda: self._store.box(box).set_aside(position, reason, now))

    async def fence(self, lease: Lease) -> None:
        """See `Transaction`."""
        self._refuse_failed()
        try:
            self._store.verify(lease)
        except Fenced as error:
            self._failure = error
            raise
        self._leases.append(lease)

    async def execute(self, sql: str, *parameters: Any) -> Rows:
        """See `Transaction`. Raises `NotImplementedError`."""
        self._refuse_failed()
        self._failure = NotImplementedError(sql, *parameters)
        raise self._failure

    def commit(self) -> None:
        """Verify everything, and then apply it, which cannot fail.

        Raises `Aborted`, `Conflict` or `Fenced`.
        """
        self._refuse_failed()
        for bucket in self._buckets.values():
            bucket.verify()
        for lease in self._leases:
            self._store.verify(lease)
        changes = [
            change
            for name, bucket in self._buckets.items()
            if self._store.watched
            for change in bucket.changes(name)
        ]
        for bucket in self._buckets.values():
            bucket.apply()
        for action in self._actions:
            action()
        self._store.tell(changes)


class MemoryStore:
    """See `TransactionalStore`."""

    capabilities = Capabilities(durable=False)

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or SystemClock()
        self._buckets: dict[str, MemoryKeyValue] = {}
        self._boxes: dict[str, Box] = {}
        self._leases: dict[str, Lease] = {}
        self.positions = Serial()
        self.committed: list[ChangeSet] = []
        self.watched = False  # Changes are kept only for a change source, which confirms them.

    @asynccontextmanager
    async def transaction(self, *, alone: bool = False) -> AsyncIterator[MemoryTransaction]:
        """See `TransactionalStore`. Nobody waits for a transaction here, `alone` or not."""
        del alone
        transaction = MemoryTransaction(self)
        try:
            yield transaction
            transaction.commit()
        finally:
            transaction.is_over = True

    def expect_own(self, transaction: Transaction) -> None:
        """See `TransactionalStore`. Raises `Misused`."""
        if not isinstance(transaction, MemoryTransaction) or not transaction.is_of(self):
            raise Misused("the transaction is over, or one of another store")

    def bucket(self, name: str) -> MemoryKeyValue:
        """See `TransactionalStore`."""
        if name not in self._buckets:
            self._buckets[name] = MemoryKeyValue(self.clock, partial(self._changed, name))
        return self._buckets[name]

    def _changed(self, name: str, key: str, before: Entry | None, after: Entry | None) -> None:
        if self.watched:
            self.tell([Change(name, _image(key, before), _image(key, after))])

    def tell(self, changes: Sequence[Change]) -> None:
        """Keep the changes of one transaction."""
        if changes:
            self.committed.append(ChangeSet(self.positions.next(), tuple(changes)))

    def box(self, name: str) -> Box:
        """The rows of one outbox."""
        return self._boxes.setdefault(name, Box(self.positions))

    async def pending(
        self, box: str, limit: int, *, bytes_max: int | None = None
    ) -> Sequence[Pending]:
        """See `TransactionalStore`. A row counts with its size on the wire."""
        rows = [Pending(*row) for row in sorted(self.box(box).pending.items())[:limit]]
        if bytes_max is None:
            return rows
        through = list(accumulate(row.message.size_bytes for row in rows))
        return [row for n, row in enumerate(rows) if n == 0 or through[n] <= bytes_max]

    async def aside(self, box: str) -> Sequence[SetAside]:
        """See `RowsAside`."""
        return [row for _, row in sorted(self.box(box).aside.items())]

    async def aside_backlog(self, box: str) -> Backlog:
        """See `RowsAside`."""
        times = [row.since for row in self.box(box).aside.values()]
        return Backlog(len(times), min(times, default=None))

    async def put_back(self, box: str, positions: Sequence[int]) -> int:
        """See `RowsAside`."""
        rows = self.box(box).taken(positions)
        self.box(box).pending.update({row.position: row.message for row in rows})
        return len(rows)

    async def discard(self, box: str, positions: Sequence[int]) -> int:
        """See `RowsAside`."""
        return len(self.box(box).taken(positions))

    async def lease(self, name: str, owner: str, seconds: float) -> Lease | None:
        """See `TransactionalStore`."""
        now, held = self.clock.now(), self._leases.get(name)
        if held is not None and held.owner != owner and held.expires > now:
            return None
        token = held.token if held and held.owner == owner else (held.token if held else 0) + 1
        self._leases[name] = Lease(name, owner, token, now + seconds)
        return self._leases[name]

    def verify(self, lease: Lease) -> None:
        """Raise `Fenced` if another owner has taken the lease over."""
        held = self._leases.get(lease.name)
        if held is None or held.token != lease.token:
            raise Fenced(f"`{lease.name}` was taken over")
