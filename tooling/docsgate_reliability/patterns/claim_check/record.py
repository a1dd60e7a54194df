"""The register of claims: one row for each stored payload, which says who may still need it.

    (no row) ──seal──▶ live ──all groups done and grace over, or its time over──▶ gone ──▶ (no row)
        │                                                                          ▲
        └────────────── collected: older than grace and never sealed ──────────────┘

Publisher and collector compete for the same row with a conditional write, and the second one fails:
whatever the timing, an unpublished payload is either sealed or collected, and never both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

LIVE, GONE = "live", "gone"


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """The row of one payload. `chunks` are the SHA-256 of its chunks, in order.

    `since` is when the row got its `state`, `done` are the groups that are done with the payload,
    and `done_since` is when the last of them was. `groups` are those that the publisher knew; a
    process with another configuration may know others.
    """

    state: str
    since: float
    chunks: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    done_since: float | None = None
    groups: tuple[str, ...] = ()

    def encode(self) -> bytes:
        """The record as JSON."""
        return json.dumps({name: getattr(self, name) for name in self.__slots__}).encode()

    @staticmethod
    def decode(value: bytes) -> ClaimRecord | None:
        """The opposite of `encode`; None for a value that is no record.

        What a later version has added is ignored, and what an earlier one lacks is empty.
        """
        try:
            read = json.loads(value)
            fields = {name: read[name] for name in ClaimRecord.__slots__ if name in read}
            for name in ("chunks", "done", "groups"):
                fields[name] = tuple(fields.get(name, ()))
            return ClaimRecord(**fields)
        except (ValueError, TypeError):
            return None

    def with_done(self, group: str) -> ClaimRecord:
        """The record after `group` is done."""
        return replace(self, done=tuple(sorted({*self.done, group})), done_since=None)

    def is_done(self, groups: frozenset[str], retired: frozenset[str]) -> bool:
        """Whether all groups are done: those that the publisher knew, and `groups`.

        Nobody waits for those that are `retired`.
        """
        return groups.union(self.groups) - retired <= set(self.done)

    def gone(self, now: float) -> ClaimRecord:
        """The record after the payload was condemned. It still says which groups were done."""
        return replace(self, state=GONE, since=now)
