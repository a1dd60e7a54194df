"""What is refused of an outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .settings import OutboxSettings

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def rows_elsewhere(namespace: Namespace) -> None:
    """C07: outbox and business rows must be in one store: one commit cannot span two."""
    outbox, business = namespace.settings(OutboxSettings), namespace.store
    if outbox is None or outbox.store is None or business is None:
        return
    if outbox.store.name != business.name:
        reason = f"the business rows are in `{business.name}`: two commits are not one"
        outbox.section.refuse("C07", "store", reason, f"write `store: {business.name}`")
