"""What is refused of a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...configuration.backends import refuse_loss
from ...configuration.durations import written

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def durable_in_name_only(namespace: Namespace) -> None:
    """C02: a queue without `durable: false` must be on a durable engine."""
    if namespace.queue is not None and namespace.queue.durable:
        refuse_loss(namespace.queue.section, namespace.queue.backend)


def window_shorter_than_outage(namespace: Namespace) -> None:
    """C08: a relay that returns after the window publishes messages that the broker has forgotten.

    The window must be as long as the longest outage, unless there is an inbox.
    """
    queue, outage = namespace.queue, namespace.longest_outage_seconds
    if queue is None:
        return
    if queue.dedup_window_seconds > queue.retention_seconds:
        reason = "the queue forgets a message after its retention, and its id with it"
        write = f"write `dedup_window: {written(queue.retention_seconds)}` or less"
        queue.section.refuse("C08", "dedup_window", reason, write)
    if namespace.layer("inbox") is not None:
        return
    if queue.dedup_window_seconds < outage:
        window = written(queue.dedup_window_seconds)
        reason = f"after an outage of {written(outage)} a dedup window of {window} has forgotten"
        write = "add the layer `inbox: {store: …}`, or a longer `dedup_window`"
        queue.section.refuse("C08", "dedup_window", reason, write)
