"""The settings of a publish-consume namespace: its queue, its business store, its outages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...configuration.backends import named_backend
from ...configuration.namespace import QueueSettings
from ...values import NOW, START

if TYPE_CHECKING:
    from ...configuration.backends import Backends
    from ...configuration.namespace import Namespace
    from ...configuration.section import Section


def read(namespace: Namespace, backends: Backends) -> Namespace:
    """The namespace with its queue; notes a refusal for each value that is wrong."""
    section = namespace.section
    queue = section.child("queue", required=True)
    return replace(
        namespace,
        store=named_backend(section, "store", backends, "transactional", required=False),
        queue=_queue(queue, backends) if queue else None,
        longest_outage_seconds=section.seconds("longest_outage", "0s"),
    )


def _queue(section: Section, backends: Backends) -> QueueSettings:
    queue = QueueSettings(
        section,
        named_backend(section, "backend", backends, "queue"),
        tuple(section.names("groups")),
        section.text("new_groups", NOW, [NOW, START]),
        tuple(section.names("retired")) if section.has("retired") else (),
        durable=section.flag("durable", default=True),
        replayable=section.flag("replayable", default=False),
        retention_seconds=section.seconds("retention", "7d", forever=True, zero=False),
        ack_wait_seconds=section.seconds("ack_wait", "30s", zero=False),
        backoff_seconds=section.seconds("backoff", "30s"),
        max_deliver=section.whole("max_deliver", 5),
        dedup_window_seconds=section.seconds("dedup_window", "2m"),
        publish_seconds=section.seconds("publish_timeout", "5s", zero=False),
        max_payload_bytes=section.size("max_payload", "1MiB"),
        headers_max_bytes=section.size("headers_max", "4KiB"),
    )
    if still := [group for group in queue.groups if group in queue.retired]:
        reason = f"`{still[0]}` is also one of `groups`"
        section.refuse("C01", "retired", reason, "keep it in one of the two lists")
    section.ask("retired")
    section.finish()
    return queue
