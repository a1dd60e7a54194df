"""Naive variants of the patterns. Each has a mistake that was made somewhere and must be caught.

A variant is a `System` that does one thing wrong. If the tests accept it, the tests are wrong.
"""

# ruff: noqa: ARG001, ARG002 - what a port hands over is not always needed.

from dataclasses import replace

from docsgate_reliability.patterns.claim_check.claim_check import ClaimCheck
from docsgate_reliability.patterns.claim_check.collector import ClaimCollector
from docsgate_reliability.patterns.layers import Opened, Prepared
from docsgate_reliability.patterns.outbox.outbox import Relay
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.values import ABSENT
from harness.system import POLICY, System


class DualWrite(System):
    """Commits the rows, and publishes in a separate step."""

    async def publish_one(self, process, message):
        store = process.over(self.store)
        if await store.bucket("orders").get(message.id) is None:
            await store.bucket("orders").put(message.id, b"", expect=ABSENT)
            async with store.transaction() as tx:
                await self.client(process).publish(message, tx)


class PublishInsideTransaction(System):
    """Publishes to the broker while the transaction is still open."""

    async def publish_one(self, process, message):
        store, queue = process.over(self.store), process.over(self.queue)
        if await store.bucket("orders").get(message.id) is None:
            async with store.transaction() as tx:
                await tx.bucket("orders").put(message.id, b"", expect=ABSENT)
                await queue.publish([message])


class RelayWithFreshIds(Relay):
    """Gives each publication a new id, so the broker cannot find duplicates."""

    async def _publish_wave(self, wave, outcome):
        fresh = [replace(row, message=replace(row.message, headers={})) for row in wave]
        named = [replace(row, message=_renamed(row.message, self._world)) for row in fresh]
        await super()._publish_wave(named, outcome)

    async def _publish(self, rows, lease, outcome):
        for row in rows:
            await self._publish_wave([row], outcome)


def _renamed(message, world):
    return replace(message, id=f"{message.id}/{world.ids.fresh()}")


class NoMessageId(System):
    """Publishes with a different id each time, so that the broker cannot compare ids.

    The checks compare the part of the id before the `/`, which stays the same.
    """

    relay = RelayWithFreshIds
    with_inbox = False

    def violations(self):
        """Count how often a message was stored: without an inbox, a redelivery is no mistake."""
        for group, handled in self.handled.items():
            self.handled[group] = [replace(m, id=m.id.partition("/")[0]) for m in handled]
        found = super().violations()
        del found["inverted"]
        stored = [id_.partition("/")[0] for id_ in self.queue._seen]
        found["duplicate"] = len(stored) - len(set(stored))
        return +found


class IdForEachAttempt(NoMessageId):
    """Publishes with a new id whenever it has no record of an earlier attempt."""

    relay = Relay

    async def publish_one(self, process, message):
        await super().publish_one(process, _renamed(message, self.world))


class RelayThatRemovesFirst(Relay):
    """Removes the rows, and then publishes them."""

    async def _publish(self, rows, lease, outcome):
        await self._settle({row.position: "" for row in rows}, lease)
        await super()._publish(rows, lease, outcome)


class RemoveBeforePublish(System):
    relay = RelayThatRemovesFirst


class RelayInOneWindow(Relay):
    """Sends all rows at once, whatever their keys, and sends the failed ones again."""

    async def _publish(self, rows, lease, outcome):
        await self._publish_wave(rows, outcome)


class MessageBeforePayload(ClaimCheck):
    """Writes the claim first, and stores the payload just before the message is sent."""

    async def prepare(self, message):
        if message.size_bytes <= self._policy.threshold_bytes:
            return Prepared(message)
        stored, self._store = self._store, _Nowhere()
        prepared = await super().prepare(message)
        self._store = stored
        claim = prepared.message.headers["claim_id"]

        async def seal(transaction):
            await prepared.seal(None)
            self.late = (claim, message.body)

        return Prepared(prepared.message, seal)


class _Nowhere:
    async def put_if_absent(self, key, chunks):
        return True


class PayloadLast(System):
    """Stores the payload after the publication."""

    claim_check = MessageBeforePayload

    async def publish_one(self, process, message):
        client = self.client(process)
        await client.publish(message)
        late = getattr(client._layers[0], "late", None)
        if late:
            await process.over(self.objects).put_if_absent(*late)


class DeletingClaimCheck(ClaimCheck):
    """Deletes the payload as soon as one consumer has read it."""

    async def open(self, message, group):
        opened = await super().open(message, group)
        claim = self._claim_of(message)

        async def close():
            if claim:
                await self._store.delete(claim)

        return Opened(opened.message, close)


class DeleteOnConsume(System):
    claim_check = DeletingClaimCheck


class AckFirst(System):
    """Acknowledges the message, and then handles it."""

    def client(self, process):
        client = super().client(process)
        client.__class__ = _AckFirstClient
        return client


class _AckFirstClient(PublishConsume):
    async def _handle(self, delivery, group, handle):
        await delivery.ack()
        return await super()._handle(delivery, group, handle)


class AckBeforeCommit(System):
    """Acknowledges when the handler is done, and then commits its effects."""

    def client(self, process):
        client = super().client(process)
        client.__class__ = _AckBeforeCommitClient
        return client


class _AckBeforeCommitClient(PublishConsume):
    async def _handle(self, delivery, group, handle):
        async def and_ack(message, tx):
            await handle(message, tx)
            await delivery.ack()

        return await super()._handle(delivery, group, and_ack)


class ListMinusReferences(ClaimCollector):
    """Lists payloads and claims and deletes the difference, without grace and condemning."""

    async def collect(self):
        stored = [info.key async for info in self._store.list()]
        known = [key async for key, _ in self._claims.scan()]
        for key in stored:
            if key not in known:
                await self._store.delete(key)
        return await super().collect()


class NaiveCollector(System):
    collector = ListMinusReferences


class GraceOnly(ClaimCollector):
    """Relies on the grace period alone: it deletes payloads without a row uncondemned."""

    async def _condemned(self, info, groups):
        entry = await self._claims.get(info.key)
        if entry is None:
            return self._world.clock.now() >= info.modified + POLICY.grace_seconds
        return await super()._condemned(info, groups)


class CollectorWithoutCondemning(System):
    collector = GraceOnly


class TrustingClaimCheck(ClaimCheck):
    """Passes on whatever the store returns, without verifying it."""

    async def open(self, message, group):
        claim = self._claim_of(message)
        if claim is None:
            return await super().open(message, group)
        body = await self._store.get(claim)

        async def close():
            await self._mark_done(claim, group)

        return Opened(replace(message, body=body, headers=self._without_own(message)), close)


class NoDigest(System):
    claim_check = TrustingClaimCheck
