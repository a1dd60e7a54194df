"""Makes a claim check and its collector from their settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..pattern import Wired
from .claim_check import ClaimCheck, ClaimPolicy
from .collector import ClaimCollector
from .groups import announce
from .settings import ClaimCheckSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...configuration.namespace import Namespace, QueueSettings
    from ...wiring.wiring import Wiring


async def wire(wiring: Wiring, namespace: Namespace, _layers: Sequence[Wired]) -> Wired:
    """The claim check, and the collector that somebody has to run.

    Their register is a bucket of its own, in the store of the outbox if there is one.
    """
    settings, queue = namespace.settings(ClaimCheckSettings), namespace.queue
    assert settings is not None
    assert queue is not None
    outbox = namespace.layer("outbox")
    register = settings.claims or (outbox.store if outbox else None)
    assert register is not None, "C01 refuses a claim check without a register"
    policy = _policy(settings, queue, f"claims-{namespace.name}")
    objects = await wiring.objects(settings.store)
    claims = await wiring.key_value(register, policy.bucket)
    await announce(claims, queue.groups, queue.retired, wiring.world)
    claim_check = ClaimCheck(objects, claims, policy, wiring.world)
    collector = ClaimCollector(objects, claims, policy, wiring.world)
    return Wired(layer=claim_check, register=settings.claims, parts=(claim_check, collector))


def _policy(settings: ClaimCheckSettings, queue: QueueSettings, bucket: str) -> ClaimPolicy:
    return ClaimPolicy(
        frozenset(queue.groups),
        settings.threshold_bytes,
        settings.field,
        settings.compress,
        settings.grace_seconds,
        settings.ttl_seconds,
        delete_when_done=settings.delete != "ttl",
        retired=frozenset(queue.retired),
        bucket=bucket,
    )
