"""What is refused of an outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...configuration.durations import refuse_short_lease
from .settings import OutboxSettings

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def rows_elsewhere(namespace: Namespace) -> None:
    """C07: outbox and business rows must be in one store: one commit cannot span two."""
    namespace.refuse_elsewhere(namespace.settings(OutboxSettings))


def lease_too_short(namespace: Namespace) -> None:
    """C14: a relay cannot publish a batch in no time."""
    if (outbox := namespace.settings(OutboxSettings)) is not None:
        refuse_short_lease(outbox.section, "lease", outbox.relay.lease_seconds)
