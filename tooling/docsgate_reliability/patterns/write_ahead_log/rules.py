"""What is refused of a write-ahead log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...configuration.backends import refuse_loss

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def durable_in_name_only(namespace: Namespace) -> None:
    """C02: the log must be on a durable engine, because it acknowledges."""
    if "log" in namespace.parts:
        refuse_loss(*namespace.parts["log"])
