"""The values that cross a port. All of them are frozen."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from .errors import Rejected

if TYPE_CHECKING:
    from collections.abc import Mapping

ABSENT: Final = 0  # As an expectation: the key must not be there. No stored version is ever 0.


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an adapter declares. `probes` holds it to its word before the first use."""

    durable: bool
    atomic_batch: bool = False
    payload_max_bytes: int | None = None
    dedup_window_seconds: float | None = None  # None: identities are never forgotten.


@dataclass(frozen=True, slots=True)
class QueuePolicy:
    """How a queue treats its groups, whatever the engine."""

    ack_wait_seconds: float = 30.0
    max_deliver: int = 5
    dedup_window_seconds: float = 120.0
    payload_max_bytes: int = 1 << 20
    retention_seconds: float = math.inf  # JetStream drops what is older; the others keep it.


@dataclass(frozen=True, slots=True)
class Message:
    """What applications send. The id is the identity: two messages with one id are the same one."""

    id: str
    body: bytes
    key: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def size_bytes(self) -> int:
        """What it weighs on the wire, headers included. Raises `Rejected` for half a surrogate."""
        try:
            size = len(self.body) + len(self.id.encode()) + len(self.key.encode()) + 8
            for name, text in self.headers.items():
                size += len(name.encode()) + len(text.encode()) + 8
        except UnicodeEncodeError as error:
            raise Rejected(f"{self.id[:99]!a} holds half a surrogate") from error
        return size


@dataclass(frozen=True, slots=True)
class Receipt:
    """The engine stored the message, now or (`duplicate`) when it was sent before."""

    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that a group gave up on, and why."""

    message: Message
    attempt: int
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A value with the version that a later `expect` must name."""

    value: bytes
    version: int


@dataclass(frozen=True, slots=True)
class ObjectInfo:
    """What a store says of an object without reading it. `modified` is in Unix seconds."""

    key: str
    size_bytes: int
    modified: float


@dataclass(frozen=True, slots=True)
class Pending:
    """A committed outbox row that is not yet published."""

    position: int
    message: Message


@dataclass(frozen=True, slots=True)
class SetAside:
    """An outbox row that no broker will take, kept where operators see it."""

    position: int
    message: Message
    reason: str


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to act alone until `expires`. Each takeover raises the token."""

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
    """One row of one committed transaction; `before` or `after` is None where there is none."""

    table: str
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """A whole transaction, in commit order. `position` grows from one to the next."""

    position: int
    changes: tuple[Change, ...]
