"""How much a relay takes at once: less after a batch that failed or took long, then more again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

LEASE_SECONDS: Final = 15.0
BATCH: Final = 500
BATCH_BYTES: Final = 4 << 20
LEAST: Final = 1 / 1024


@dataclass(frozen=True, slots=True)
class RelayPolicy:
    """How much a relay takes at once, and how long its lease keeps other relays out.

    A batch has at most so many rows, and at most so many bytes of headers and bodies. A row that is
    larger is a batch of its own.
    """

    batch: int = BATCH
    lease_seconds: float = LEASE_SECONDS
    batch_bytes: int = BATCH_BYTES


# --8<-- [start:pace]
class Pace:
    """The share of a full batch that one relay takes at present."""

    def __init__(self, policy: RelayPolicy) -> None:
        self._policy, self._share = policy, 1.0

    @property
    def rows(self) -> int:
        """How many rows the next batch may have."""
        return max(1, int(self._policy.batch * self._share))

    @property
    def size_bytes(self) -> int:
        """How many bytes the next batch may have; one row is always taken."""
        return int(self._policy.batch_bytes * self._share)

    def note(self, seconds: float, *, done: bool) -> None:
        """Learn from a batch: halve it if it failed or took a third of the lease, else double it.

        Who is far from the end of its lease when a batch is out is not taken over in the middle.
        """
        if not done or seconds > self._policy.lease_seconds / 3:
            self._share = max(LEAST, self._share / 2)
        elif seconds < self._policy.lease_seconds / 6:
            self._share = min(1.0, self._share * 2)


# --8<-- [end:pace]
