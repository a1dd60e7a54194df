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

    def settings(self, kind: type[Settings]) -> Settings | None:
        """The settings of the first layer whose settings are of this type."""
        return next((layer for layer in self.layers if isinstance(layer, kind)), None)
