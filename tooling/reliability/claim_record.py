"""
The register of claims: one row for each stored payload, which decides who may still want it.

    (no row) ──seal──▶ live ──all groups done and grace over, or its time over──▶ gone ──▶ (no row)
        │                                                                          ▲
        └────────────── collected: older than grace and never sealed ──────────────┘

Publisher and collector compete for the same row with a conditional write. Whoever comes second
fails: a sealed payload is never collected, a collected one never sealed, whatever the timing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

LIVE, GONE = "live", "gone"


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """What the register knows of one payload. `chunks` are the SHA-256 of its pieces, in order."""

    state: str
    since: float
    chunks: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    done_since: float | None = None

    def encode(self) -> bytes:
        """As JSON."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}).encode()

    @staticmethod
    def decode(value: bytes) -> ClaimRecord | None:
        """The opposite of `encode`; None for what somebody else wrote."""
        try:
            fields = json.loads(value)
            fields["chunks"], fields["done"] = tuple(fields["chunks"]), tuple(fields["done"])
            return ClaimRecord(**fields)
        except (ValueError, TypeError, KeyError):
            return None

    def with_done(self, group: str, groups: frozenset[str], now: float) -> ClaimRecord:
        """The record after `group` is done; with the last one, the grace period begins."""
        done = tuple(sorted({*self.done, group}))
        return replace(self, done=done, done_since=now if groups <= set(done) else None)

    def gone(self, now: float) -> ClaimRecord:
        """The record after the payload was condemned. It still tells which groups were done."""
        return replace(self, state=GONE, since=now)
