"""A namespace that is open: what an application finds in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from .claim_check.claim_check import ClaimCheck
from .claim_check.collector import ClaimCollector
from .outbox.outbox import Relay
from .publish_consume.client import PublishConsume

if TYPE_CHECKING:
    from ..ports import Queue, TransactionalStore

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class OpenNamespace:
    """What the patterns of a namespace have made: its queue, its store, and everything by type.

    `store` is the database of the outbox, or else that of the inbox.
    """

    parts: tuple[object, ...]
    queue: Queue | None = None
    store: TransactionalStore | None = None

    def part(self, kind: type[Part]) -> Part | None:
        """The part of this type; None if no pattern of the namespace has made one."""
        return next((part for part in self.parts if isinstance(part, kind)), None)

    @property
    def client(self) -> PublishConsume:
        """The client, through which the application publishes and consumes."""
        client = self.part(PublishConsume)
        assert client is not None
        return client

    @property
    def relay(self) -> Relay | None:
        """The relay, if there is an outbox."""
        return self.part(Relay)

    @property
    def claim_check(self) -> ClaimCheck | None:
        """The claim check, for payloads in streams."""
        return self.part(ClaimCheck)

    @property
    def collector(self) -> ClaimCollector | None:
        """The collector, if there is a claim check."""
        return self.part(ClaimCollector)
