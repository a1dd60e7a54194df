"""One namespace of a configuration, as values. The patterns read it, and their rules judge it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from .backends import Backend
    from .section import Section

Settings = TypeVar("Settings")


@dataclass(frozen=True, slots=True)
class QueueSettings:
    """The queue of a publish-consume namespace."""

    section: Section
    backend: Backend | None
    groups: tuple[str, ...]
    new_groups: str
    retired: tuple[str, ...]
    durable: bool
    replayable: bool
    retention_seconds: float
    ack_wait_seconds: float
    backoff_seconds: float
    max_deliver: int
    dedup_window_seconds: float
    publish_seconds: float
    max_payload_bytes: int
    headers_max_bytes: int


class LayerSettings(Protocol):
    """What the settings of every layer have. Each layer has a value of its own type with more."""

    @property
    def kind(self) -> str:
        """The name of the layer in the text."""
        ...

    @property
    def section(self) -> Section:
        """Where it is in the text."""
        ...

    @property
    def store(self) -> Backend | None:
        """The backend that its `store` names; None if that is refused."""
        ...

    @property
    def keeps(self) -> tuple[tuple[str, Backend | None], ...]:
        """The keys that name a backend which must keep what it acknowledges, with the backend."""
        ...


@dataclass(frozen=True, slots=True)
class Namespace:
    """One namespace. Parts that its pattern does not have are empty."""

    name: str
    pattern: str
    section: Section
    store: Backend | None = None
    queue: QueueSettings | None = None
    layers: tuple[LayerSettings, ...] = ()
    longest_outage_seconds: float = 0.0
    parts: dict[str, tuple[Section, Backend | None]] = field(default_factory=dict)

    def layer(self, kind: str) -> LayerSettings | None:
        """The first layer of this name. It is how one pattern sees whether another is there."""
        return next((layer for layer in self.layers if layer.kind == kind), None)

    @property
    def last_delivery_seconds(self) -> float:
        """How long after it was published a message may be delivered for the last time."""
        queue = self.queue
        if queue is None:
            return 0.0
        attempts = queue.max_deliver * (queue.ack_wait_seconds + queue.backoff_seconds)
        waiting = self.longest_outage_seconds if self.layer("outbox") else 0.0
        return waiting + queue.retention_seconds + attempts

    def refuse_elsewhere(self, layer: LayerSettings | None) -> None:
        """C07: a layer and the business rows must be in one store: one commit cannot span two."""
        if layer is None or layer.store is None or self.store is None:
            return
        if layer.store.name != self.store.name:
            reason = f"the business rows are in `{self.store.name}`: two commits are not one"
            layer.section.refuse("C07", "store", reason, f"write `store: {self.store.name}`")

    def settings(self, kind: type[Settings]) -> Settings | None:
        """The settings of the first layer whose settings are of this type."""
        return next((layer for layer in self.layers if isinstance(layer, kind)), None)
