"""What is refused of a queue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...configuration.backends import refuse_loss
from ...configuration.durations import refuse_short_lease, written
from ..outbox.settings import OutboxSettings

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def durable_in_name_only(namespace: Namespace) -> None:
    """C02: without `durable: false`, a queue and all of its layers must be on durable engines.

    A queue keeps nothing alone: rows wait for it in the outbox, and the inbox and the register say
    what is done.
    """
    if namespace.queue is None or not namespace.queue.durable:
        return
    refuse_loss(namespace.queue.section, "backend", namespace.queue.backend)
    for layer in namespace.layers:
        for key, backend in layer.keeps:
            refuse_loss(layer.section, key, backend)


def lease_too_short(namespace: Namespace) -> None:
    """C14: nobody can handle a message in no time."""
    if namespace.queue is not None:
        seconds = namespace.queue.ack_wait_seconds
        refuse_short_lease(namespace.queue.section, "ack_wait", seconds)


def window_shorter_than_outage(namespace: Namespace) -> None:
    """C08: a relay that returns after the window publishes messages that the broker has forgotten.

    The window must be as long as the longest outage, and as the lease of a relay that died, unless
    there is an inbox.
    """
    queue, outage = namespace.queue, namespace.longest_outage_seconds
    if queue is None:
        return
    window = queue.dedup_window_seconds
    if window > queue.retention_seconds:
        reason = "the queue forgets a message after its retention, and its id with it"
        write = f"write `dedup_window: {written(queue.retention_seconds)}` or less"
        queue.section.refuse("C08", "dedup_window", reason, write)
    if namespace.layer("inbox") is not None:
        return
    outbox = namespace.settings(OutboxSettings)
    if outbox is not None and not namespace.section.has("longest_outage"):
        reason = "nothing says for how long a relay may be away, and no inbox knows what is old"
        write = "add `longest_outage: …` to the namespace, or the layer `inbox: {store: …}`"
        outbox.section.refuse("C08", None, reason, write)
    lease = outbox.relay.lease_seconds if outbox is not None else 0.0
    if window < max(outage, lease):
        what = "an outage" if outage >= lease else "a lease"
        away, kept = written(max(outage, lease)), written(window)
        reason = f"after {what} of {away} a dedup window of {kept} has forgotten"
        write = "add the layer `inbox: {store: …}`, or a longer `dedup_window`"
        queue.section.refuse(
            "C08", "dedup_window", f"{reason} {written(window)} has forgotten", write
        )
