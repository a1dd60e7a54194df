"""The settings of an inbox."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...configuration.backends import named_backend

if TYPE_CHECKING:
    from ...configuration.backends import Backend, Backends
    from ...configuration.section import Section


@dataclass(frozen=True, slots=True)
class InboxSettings:
    """Where the marks are, and how long they are kept."""

    section: Section
    store: Backend | None
    table: str
    keep_seconds: float
    kind: str = "inbox"

    @property
    def keeps(self) -> tuple[tuple[str, Backend | None], ...]:
        """The marks must outlive a crash."""
        return (("store", self.store),)


def read(section: Section, backends: Backends) -> InboxSettings:
    """Read the layer, and note a refusal for each value that is wrong."""
    store = named_backend(section, "store", backends, "transactional")
    keep = section.seconds("keep", "30d", forever=True)
    settings = InboxSettings(section, store, section.text("table", "inbox"), keep)
    section.finish()
    return settings
