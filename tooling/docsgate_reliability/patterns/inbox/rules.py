"""What is refused of an inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...configuration.durations import written
from .settings import InboxSettings

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def marks_elsewhere(namespace: Namespace) -> None:
    """C07: inbox and business rows must be in one store: one commit cannot span two."""
    namespace.refuse_elsewhere(namespace.settings(InboxSettings))


def forgets_too_early(namespace: Namespace) -> None:
    """C08: the inbox must remember a message until its last delivery."""
    inbox, needed = namespace.settings(InboxSettings), namespace.last_delivery_seconds
    if inbox is not None and inbox.keep_seconds < needed:
        reason = f"it forgets a message that may be delivered again after {written(needed)}"
        inbox.section.refuse("C08", "keep", reason, f"write `keep: {written(needed)}` or more")
