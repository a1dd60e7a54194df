"""Parts that know only the groups of their own configuration."""

# ruff: noqa: ARG002 - what they are given and do not look at is their mistake.

from dataclasses import replace

from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.patterns.claim_check import wire
from docsgate_reliability.patterns.claim_check.claim_check import ClaimCheck
from docsgate_reliability.patterns.claim_check.collector import ClaimCollector
from docsgate_reliability.wiring import connections as composition


class OwnDeliveries(SqlQueue):
    """Publishes for its own groups only."""

    async def _groups_of(self, execute):
        return self._groups


class OwnGarbage(ClaimCollector):
    """Collects what its own groups are done with."""

    def _next(self, record, groups, now):
        return super()._next(replace(record, groups=()), self._policy.groups, now)


class SealsWithoutGroups(ClaimCheck):
    """Enters no groups into the record of a claim."""

    def __init__(self, store, claims, policy, world=None):
        super().__init__(store, claims, replace(policy, groups=frozenset()), world)


NAIVE = {
    "deliveries": (composition, "SqlQueue", OwnDeliveries),
    "garbage": (wire, "ClaimCollector", OwnGarbage),
}
"""Where each of them is put in place of the right one."""
