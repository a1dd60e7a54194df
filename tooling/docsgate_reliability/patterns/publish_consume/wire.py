"""Makes the client of a namespace from its queue and its layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...ports import QueueInStore
from ..pattern import Wired
from .client import PublishConsume

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...configuration.namespace import Namespace
    from ...ports import Queue
    from ...wiring.wiring import Wiring


async def wire(wiring: Wiring, namespace: Namespace, layers: Sequence[Wired]) -> Wired:
    """The client. The outermost layer comes first, as in the configuration."""
    assert namespace.queue is not None
    queue = await wiring.queue(namespace)
    client = PublishConsume(
        queue,
        [each.layer for each in layers if each.layer is not None],
        outbox=next((each.outbox for each in layers if each.outbox is not None), None),
        inbox=next((each.inbox for each in layers if each.inbox is not None), None),
        one_commit=_one_commit(namespace, queue, layers),
        backoff_max_seconds=namespace.queue.backoff_seconds,
        world=wiring.world,
    )
    return Wired(queue=queue, parts=(client,))


def _one_commit(namespace: Namespace, queue: Queue, layers: Sequence[Wired]) -> QueueInStore | None:
    """The queue, if it is in the database in which the layers seal, and there is no outbox."""
    assert namespace.queue is not None
    assert namespace.queue.backend is not None
    registers = {each.register.name for each in layers if each.register is not None}
    if any(each.outbox is not None for each in layers):
        return None
    same = registers == {namespace.queue.backend.name}
    return queue if same and isinstance(queue, QueueInStore) else None
