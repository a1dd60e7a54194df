"""The settings of an outbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...configuration.backends import named_backend
from .pace import BATCH, RelayPolicy

if TYPE_CHECKING:
    from ...configuration.backends import Backend, Backends
    from ...configuration.section import Section


@dataclass(frozen=True, slots=True)
class OutboxSettings:
    """Where the rows are, and how its relay works."""

    section: Section
    store: Backend | None
    table: str
    relay: RelayPolicy
    kind: str = "outbox"

    @property
    def keeps(self) -> tuple[tuple[str, Backend | None], ...]:
        """The rows must outlive a crash."""
        return (("store", self.store),)


def read(section: Section, backends: Backends) -> OutboxSettings:
    """Read the layer, and note a refusal for each value that is wrong."""
    store = named_backend(section, "store", backends, "transactional")
    relay = RelayPolicy(
        section.whole("batch", BATCH),
        section.seconds("lease", "15s", zero=False),
        section.size("batch_bytes", "4MiB"),
    )
    settings = OutboxSettings(section, store, section.text("table", "outbox"), relay)
    section.finish()
    return settings
