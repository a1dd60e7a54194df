"""The claim check as one value."""

from __future__ import annotations

from typing import Final

from ..pattern import Pattern
from .demonstration import DEMONSTRATION
from .rules import (
    deletes_too_early,
    expires_before_its_message,
    register_elsewhere,
    threshold_over_the_limit,
    without_register,
)
from .settings import read
from .wire import wire

PATTERN: Final = Pattern(
    name="claim-check",
    page="patterns/claim-check.md",
    layer=read,
    inside=("outbox", "inbox"),
    rules=(
        deletes_too_early,
        expires_before_its_message,
        threshold_over_the_limit,
        register_elsewhere,
        without_register,
    ),
    codes={
        "C04": "deletion where somebody else may still want the payload",
        "C05": "claims that expire before the messages that name them",
        "C06": "a threshold above what the queue takes",
    },
    wire=wire,
    faults=(
        "claim.before_put",
        "claim.stored",
        "claim.sealed",
        "claim.handled",
        "claim.done",
        "claim.condemned",
        "claim.deleted",
    ),
    metrics={
        "claim_check.checked_in": "payloads stored beside the queue",
        "claim_check.stored_bytes": "bytes of those payloads, as stored",
        "claim_check.redeemed": "payloads read back and verified",
        "claim_check.digest_mismatch": "payloads that were not what was sent; each one is an alarm",
        "claim_check.lost": "messages whose payload is gone; each one is an alarm",
        "claim_check.collected": "payloads removed by garbage collection",
        "claim_check.expired_before_publish": "publications that took longer than the grace period",
    },
    demonstration=DEMONSTRATION,
)
