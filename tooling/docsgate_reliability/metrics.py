"""The names of all metrics of the patterns. The pages of the patterns list exactly these."""

from __future__ import annotations

from typing import Final

METRICS: Final = {
    "claim_check.checked_in": "payloads stored beside the queue",
    "claim_check.stored_bytes": "bytes of those payloads, as stored",
    "claim_check.redeemed": "payloads read back and verified",
    "claim_check.digest_mismatch": "payloads that were not what was sent; each one is an alarm",
    "claim_check.lost": "messages whose payload is gone; each one is an alarm",
    "claim_check.collected": "payloads removed by garbage collection",
    "claim_check.expired_before_publish": "publications that took longer than the grace period",
    "outbox.published": "rows that the broker acknowledged",
    "outbox.duplicates": "rows that the broker already had: a relay died after publishing",
    "outbox.batch_fallbacks": "atomic batches refused whole, and sent again one by one",
    "outbox.set_aside": "rows that the broker will never take; each one needs an operator",
    "outbox.fenced": "batches abandoned because another relay took over",
    "outbox.unavailable": "attempts that found no broker",
    "inbox.duplicates": "messages that the inbox had already seen",
    "queue.handled": "messages handled and acknowledged",
    "queue.extended": "leases renewed while a handler was at work",
    "queue.retried": "messages put back after their handler failed",
    "queue.dead": "messages given up on",
}
