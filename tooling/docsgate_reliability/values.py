"""The values that cross a port. All of them are frozen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from .errors import Malformed, Rejected

NOW, START = "now", "start"
ABSENT: Final = 0  # Expects that the key is not there. No stored version is ever 0.


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an adapter declares about its engine. Where a probe exists, it is tried before use."""

    durable: bool
    atomic_batch: bool = False
    fences: bool = False  # Whether a queue shuts out publishers that were replaced.
    payload_max_bytes: int | None = None
    dedup_window_seconds: float | None = None  # None when identities are never forgotten.
    lease_seconds: float | None = None  # How long a queue lends a message. None for other ports.
    max_deliver: int | None = None  # The last attempt of a queue. None for other ports.


@dataclass(frozen=True, slots=True)
class QueuePolicy:
    """How a queue treats its groups, on every engine."""

    ack_wait_seconds: float = 30.0
    max_deliver: int = 5
    dedup_window_seconds: float = 120.0
    payload_max_bytes: int = 1 << 20
    retention_seconds: float = math.inf  # Only JetStream drops older messages.
    publish_seconds: float = 5.0  # The time of one publication, and as much again for each MiB.
    new_groups: str = NOW  # Where a group begins that is added to a queue: `NOW` or `START`.
    retired: tuple[str, ...] = ()  # Groups that are forgotten, with what waits for them.


@dataclass(frozen=True, slots=True)
class Message:
    """What applications send. Two messages with the same id are the same message.

    Raises `Malformed` for values of another type and for an empty id. An engine would store some of
    them, and then nobody could publish or read them.
    """

    id: str
    body: bytes
    key: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.verify()

    def verify(self) -> None:
        """Raise `Malformed` if the types are wrong. Headers may have changed since construction."""
        if not isinstance(self.id, str) or not self.id:
            raise Malformed(f"the id of a message is a text that is not empty, not {self.id!r:.99}")
        if not isinstance(self.body, bytes):
            raise Malformed(f"the body of `{self.id:.99}` is {_kind(self.body)}, not bytes")
        if not isinstance(self.key, str):
            raise Malformed(f"the key of `{self.id:.99}` is {_kind(self.key)}, not a text")
        if not isinstance(self.headers, Mapping):
            raise Malformed(f"the headers of `{self.id:.99}` are {_kind(self.headers)}, no mapping")
        for name, text in self.headers.items():
            if not (isinstance(name, str) and isinstance(text, str)):
                raise Malformed(
                    f"the header {name!r:.99} of `{self.id:.99}` is {_kind(text)}, not a text"
                )

    @property
    def size_bytes(self) -> int:
        """The size on the wire with headers. Raises `Rejected` for a text with a lone surrogate."""
        try:
            size = len(self.body) + len(self.id.encode()) + len(self.key.encode()) + 8
            for name, text in self.headers.items():
                size += len(name.encode()) + len(text.encode()) + 8
        except UnicodeEncodeError as error:
            raise Rejected(f"{self.id[:99]!a} holds half a surrogate") from error
        return size


def _kind(value: object) -> str:
    return f"of type {type(value).__name__}"


class Rows(list[tuple[Any, ...]]):
    """The rows of one statement, and how many rows it `affected`: read, or written."""

    def __init__(self, rows: Iterable[tuple[Any, ...]] = (), affected: int = -1) -> None:
        super().__init__(rows)
        self.affected = affected if affected >= 0 else len(self)


@dataclass(frozen=True, slots=True)
class Fence:
    """What shuts out whoever published under `name` before. The latest number counts."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """The engine has stored the message: now, or when it was sent before for a `duplicate`."""

    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that a group gave up on, and why. `since` is in Unix seconds."""

    message: Message
    attempt: int
    reason: str
    number: int = 0  # By which it is sent again or discarded.
    since: float = 0.0


@dataclass(frozen=True, slots=True)
class Backlog:
    """How many messages wait for an operator. `since` is when the first one began to wait."""

    count: int
    since: float | None = None  # In Unix seconds; None if there is none.


@dataclass(frozen=True, slots=True)
class Entry:
    """A value with the version that a later `expect` must name."""

    value: bytes
    version: int


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What a store says about an object without reading it. `modified` is in Unix seconds."""

    key: str
    size_bytes: int
    modified: float


@dataclass(frozen=True, slots=True)
class Pending:
    """A committed outbox row that is not yet published.

    If the row is `unreadable` for the reason given there, the message has what could be read of it.
    """

    position: int
    message: Message
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class SetAside:
    """An outbox row that the broker refuses for ever or nobody can read, kept for an operator."""

    position: int
    message: Message
    reason: str
    since: float = 0.0  # When it was set aside, in Unix seconds.


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to act alone until `expires`. The token grows with each change of the owner."""

    name: str
    owner: str
    token: int
    expires: float


@dataclass(frozen=True, slots=True)
class Record:
    """One entry of a log."""

    sequence: int
    message: Message


@dataclass(frozen=True, slots=True)
class Change:
    """The change of one row. A new row has None as `before`, a deleted one as `after`.

    If both are None, all rows of the table are gone, as after `TRUNCATE`.
    """

    table: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """The changes of one transaction. `position` grows in the order of the commits."""

    position: int
    changes: tuple[Change, ...]
