"""The refusals C02 to C12: mistakes in the meaning of a namespace whose text is correct.

C01 is refused where the text is read, and C13 where the engines are opened. Each rule notes its
refusals in the section that is wrong.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from ..values import START
from .namespace import LAYERS

if TYPE_CHECKING:
    from .namespace import Namespace


def durable_in_name_only(namespace: Namespace) -> None:
    """C02: a log, or a queue without `durable: false`, must be on a durable engine."""
    found = [namespace.parts[part] for part in ("log",) if part in namespace.parts]
    if namespace.queue is not None and namespace.queue.durable:
        found.append((namespace.queue.section, namespace.queue.backend))
    for section, backend in found:
        if backend is not None and backend.loses:
            section.refuse("C02", "backend", backend.loses, backend.durable_options)


def tiers_without_index(namespace: Namespace) -> None:
    """C03: tiers need an index that says in which tier a key is, even while the key moves."""
    if namespace.pattern != "tiered-storage":
        return
    write = "add `index: {backend: …, table: …}`"
    if "index" not in namespace.parts:
        reason = "there is no `index`, so a key that moves is in no tier or in two"
        namespace.section.refuse("C03", "tiers", reason, write)
    elif not namespace.parts["index"][0].has("table"):
        namespace.section.refuse("C03", "index", "the index names no table", write)


def deletes_too_early(namespace: Namespace) -> None:
    """C04: deletion on consume would take the payload from the other groups, or from a replay."""
    claim, queue = namespace.layer("claim-check"), namespace.queue
    if claim is None or queue is None or claim.delete == "ttl":
        return
    retains = queue.backend is not None and queue.backend.type == "nats-jetstream"
    if retains and queue.new_groups == START:
        reason = "a group that is added gets the whole stream, and would find its payloads gone"
        claim.section.refuse("C04", "delete", reason, "write `delete: ttl`, or `new_groups: now`")
    if claim.delete != "on-consume":
        return
    if len(queue.groups) > 1:
        reason = f"the first of {len(queue.groups)} groups would delete it under the others"
        claim.section.refuse("C04", "delete", reason, "write `delete: all-groups`")
    elif queue.replayable:
        reason = "a replay of the log would find the payload gone"
        claim.section.refuse("C04", "delete", reason, "write `delete: ttl`")


def expires_before_its_message(namespace: Namespace) -> None:
    """C05: a claim must outlive the last redelivery of the message that names it."""
    claim, queue = namespace.layer("claim-check"), namespace.queue
    if claim is None or queue is None:
        return
    attempts = queue.max_deliver * (queue.ack_wait_seconds + queue.backoff_seconds)
    waiting = namespace.longest_outage_seconds if namespace.layer("outbox") else 0.0
    needed = waiting + queue.retention_seconds + attempts + claim.grace_seconds
    if claim.ttl_seconds < needed:
        reason = (
            f"a message may still be redelivered after {_time(needed)}: the longest outage in the"
            f" outbox, its retention, max_deliver times (ack_wait + backoff), and the grace"
        )
        write = f"write `ttl: {_time(needed)}` or more, or a shorter `retention`"
        claim.section.refuse("C05", "ttl", reason, write)


def _time(seconds: float) -> str:
    if math.isinf(seconds):
        return "forever"
    for unit, length, least in (("d", 86400, 86400), ("h", 3600, 86400), ("m", 60, 60)):
        if seconds % length == 0 or (seconds > least and unit != "d"):
            return f"{math.ceil(seconds / length)}{unit}"
    return f"{math.ceil(seconds)}s"


def threshold_over_the_limit(namespace: Namespace) -> None:
    """C06: a message below the threshold must fit the queue, with the headers of the layers."""
    claim, queue = namespace.layer("claim-check"), namespace.queue
    if claim is None or queue is None:
        return
    room = queue.max_payload_bytes - queue.headers_max_bytes
    if claim.threshold_bytes > room:
        reason = f"the queue takes {queue.max_payload_bytes} bytes, headers included"
        write = f"write `threshold: {max(room, 0) // 1024}KiB` or less"
        claim.section.refuse("C06", "threshold", reason, write)


def outbox_elsewhere(namespace: Namespace) -> None:
    """C07: outbox, business rows and the register of claims must be in one store.

    They are in one commit, which cannot span two stores.
    """
    outbox, business = namespace.layer("outbox"), namespace.store
    if outbox is None or outbox.store is None:
        return
    if business is not None and outbox.store.name != business.name:
        reason = f"the business rows are in `{business.name}`: two commits are not one"
        outbox.section.refuse("C07", "store", reason, f"write `store: {business.name}`")
    claim = namespace.layer("claim-check")
    if claim is not None and claim.claims is not None and claim.claims.name != outbox.store.name:
        reason = "the register of claims is not in the store of the outbox"
        claim.section.refuse("C07", "claims", reason, f"write `claims: {outbox.store.name}`")


def claims_without_register(namespace: Namespace) -> None:
    """C01: without an outbox, the configuration must say where the register of claims is."""
    claim = namespace.layer("claim-check")
    if claim is None or claim.section.has("claims") or namespace.layer("outbox") is not None:
        return
    reason = "without an outbox nothing names the store of the register of claims"
    claim.section.refuse("C01", None, reason, "add `claims: <backend>`")


def window_shorter_than_outage(namespace: Namespace) -> None:
    """C08: a relay that returns after the window publishes messages that the broker has forgotten.

    The window must be as long as the longest outage, unless there is an inbox.
    """
    queue, outage = namespace.queue, namespace.longest_outage_seconds
    if queue is None:
        return
    if queue.dedup_window_seconds > queue.retention_seconds:
        reason = "the queue forgets a message after its retention, and its id with it"
        write = f"write `dedup_window: {_time(queue.retention_seconds)}` or less"
        queue.section.refuse("C08", "dedup_window", reason, write)
    if namespace.layer("inbox") is not None:
        return
    if queue.dedup_window_seconds < outage:
        window = _time(queue.dedup_window_seconds)
        reason = f"after an outage of {_time(outage)} a dedup window of {window} has forgotten"
        write = "add the layer `inbox: {store: …}`, or a longer `dedup_window`"
        queue.section.refuse("C08", "dedup_window", reason, write)


def changes_without_feed(namespace: Namespace) -> None:
    """C09: changes need a feed, and its retention needs a limit and an alert."""
    if namespace.pattern != "change-data-capture" or "source" not in namespace.parts:
        return
    section, backend = namespace.parts["source"]
    if backend is None:
        return
    if not backend.provides("changes"):
        reason = f"`{backend.name}` is a {backend.type}, which has no change feed"
        section.refuse("C09", "backend", reason, "name a `postgres` or `sqlite` backend")
    elif backend.type == "postgres" and not backend.options["max_slot_wal_keep"]:
        reason = "a reader that stands still would fill the disk of the server"
        write = f"write `max_slot_wal_keep: 10GiB` in `backends.{backend.name}`"
        section.refuse("C09", "backend", reason, write)
    elif backend.type == "postgres" and not section.has("lag_alert"):
        reason = "past its bound the slot is lost, and nobody would know before"
        section.refuse("C09", "backend", reason, "add `lag_alert: 1GiB`")


def forgetful_event_store(namespace: Namespace) -> None:
    """C10: events must be kept for ever, and snapshots must name their schema."""
    if namespace.pattern != "event-store":
        return
    log, _ = namespace.parts.get("log", (namespace.section, None))
    if log.text("retention", "forever") != "forever":
        reason = "events are the only truth, and would be forgotten"
        log.refuse("C10", "retention", reason, "write `retention: forever`")
    snapshots = namespace.parts.get("snapshots")
    if snapshots is not None and not snapshots[0].has("schema_version"):
        reason = "a snapshot of an old schema would be taken for the state"
        namespace.section.refuse("C10", "snapshots", reason, "add `schema_version: 1`")


def checkpoint_elsewhere(namespace: Namespace) -> None:
    """C11: rows and checkpoint must be one commit, or writes must be idempotent by version."""
    if "read_model" not in namespace.parts:
        return
    section, backend = namespace.parts["read_model"]
    if backend is None or backend.provides("transactional"):
        return
    if section.text("writes", "plain") not in ("versioned", "if-newer"):
        reason = f"`{backend.name}` cannot commit the checkpoint with the rows"
        write = "write `writes: if-newer`, or name a `postgres` or `sqlite` backend"
        section.refuse("C11", "backend", reason, write)


def layers_in_disorder(namespace: Namespace) -> None:
    """C12: each layer may be there once, the outermost first."""
    order = list(LAYERS)
    kinds = [layer.kind for layer in namespace.layers]
    for number, layer in enumerate(namespace.layers):
        before = kinds[:number]
        if layer.kind in before:
            reason = f"`{layer.kind}` is there twice"
            layer.section.refuse("C12", None, reason, "keep one of them")
        elif any(order.index(kind) > order.index(layer.kind) for kind in before):
            reason = f"`{layer.kind}` comes after a layer that it encloses"
            right = " then ".join(f"`{kind}`" for kind in order if kind in kinds)
            layer.section.refuse("C12", None, reason, f"write {right}")


RULES: Final = (
    durable_in_name_only,
    tiers_without_index,
    deletes_too_early,
    expires_before_its_message,
    threshold_over_the_limit,
    outbox_elsewhere,
    claims_without_register,
    window_shorter_than_outage,
    changes_without_feed,
    forgetful_event_store,
    checkpoint_elsewhere,
    layers_in_disorder,
)
