"""What is refused of a claim check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...configuration.durations import written
from ...values import START
from .settings import ClaimCheckSettings

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def deletes_too_early(namespace: Namespace) -> None:
    """C04: the payload would be deleted before the other groups, or a replay, have read it."""
    claim, queue = namespace.settings(ClaimCheckSettings), namespace.queue
    if claim is None or queue is None or claim.delete == "ttl":
        return
    retains = queue.backend is not None and queue.backend.type == "nats-jetstream"
    if retains and queue.new_groups == START:
        reason = "a group that is added gets the whole stream, and would find its payloads gone"
        claim.section.refuse("C04", "delete", reason, "write `delete: ttl`, or `new_groups: now`")
    if queue.replayable:
        reason = "a replay of the log would find the payload gone"
        claim.section.refuse("C04", "delete", reason, "write `delete: ttl`")
    elif claim.delete == "on-consume" and len(queue.groups) > 1:
        reason = f"the first of {len(queue.groups)} groups would delete it under the others"
        claim.section.refuse("C04", "delete", reason, "write `delete: all-groups`")


def expires_before_its_message(namespace: Namespace) -> None:
    """C05: a claim must outlive the last redelivery of the message that names it."""
    claim, queue = namespace.settings(ClaimCheckSettings), namespace.queue
    if claim is None or queue is None:
        return
    needed = namespace.last_delivery_seconds + claim.grace_seconds
    if claim.ttl_seconds < needed:
        reason = (
            f"a message may still be redelivered after {written(needed)}: the longest outage in the"
            f" outbox, its retention, max_deliver times (ack_wait + backoff), and the grace"
        )
        write = f"write `ttl: {written(needed)}` or more, or a shorter `retention`"
        claim.section.refuse("C05", "ttl", reason, write)


def threshold_over_the_limit(namespace: Namespace) -> None:
    """C06: a message below the threshold must fit the queue, with the headers of the layers."""
    claim, queue = namespace.settings(ClaimCheckSettings), namespace.queue
    if claim is None or queue is None:
        return
    room = queue.max_payload_bytes - queue.headers_max_bytes
    if claim.threshold_bytes > room:
        reason = f"the queue takes {queue.max_payload_bytes} bytes, headers included"
        write = f"write `threshold: {max(room, 0) // 1024}KiB` or less"
        claim.section.refuse("C06", "threshold", reason, write)


def register_elsewhere(namespace: Namespace) -> None:
    """C07: the register must be in the store of the outbox, because they are in one commit."""
    claim, outbox = namespace.settings(ClaimCheckSettings), namespace.layer("outbox")
    if claim is None or claim.claims is None or outbox is None or outbox.store is None:
        return
    if claim.claims.name != outbox.store.name:
        reason = "the register of claims is not in the store of the outbox"
        claim.section.refuse("C07", "claims", reason, f"write `claims: {outbox.store.name}`")


def without_register(namespace: Namespace) -> None:
    """C01: without an outbox, the configuration must say where the register of claims is."""
    claim = namespace.settings(ClaimCheckSettings)
    if claim is None or claim.section.has("claims") or namespace.layer("outbox") is not None:
        return
    reason = "without an outbox nothing names the store of the register of claims"
    claim.section.refuse("C01", None, reason, "add `claims: <backend>`")
