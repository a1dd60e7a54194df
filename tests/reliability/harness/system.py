"""One namespace in memory with all its processes, and the conditions that must be true at the end.

The parts are chosen by attributes, so that a naive variant replaces exactly its wrong part.
"""

import copyreg
from collections import Counter
from contextlib import suppress
from dataclasses import fields, is_dataclass
from operator import attrgetter

from docsgate_reliability import values, world
from docsgate_reliability.adapters.memory import key_value, message_queue, object_store, store
from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.adapters.memory.object_store import MemoryObjectStore
from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.errors import ReliabilityError
from docsgate_reliability.patterns.claim_check.claim_check import ClaimCheck, ClaimPolicy
from docsgate_reliability.patterns.claim_check.collector import ClaimCollector
from docsgate_reliability.patterns.inbox.inbox import Inbox
from docsgate_reliability.patterns.outbox.outbox import Outbox, Relay
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.values import ABSENT, Message, QueuePolicy
from docsgate_reliability.world import World
from harness.schedules import Process, finish
from harness.world import CountingIds, HandClock, Meter, no_nap, nothing_beside

GROUPS = ("billing", "search")
GRACE, TTL, ACK_WAIT, LEASE = 3600.0, 86400.0, 30.0, 15.0
POLICY = ClaimPolicy(frozenset(GROUPS), threshold_bytes=100, grace_seconds=GRACE, ttl_seconds=TTL)
SMALL = Message("small", b"s" * 10, "key")
LARGE = Message("large", b"L" * 300, "key")
LARGER = Message("larger", b"R" * 400, "key")
LAST = Message("last", b"l" * 10, "key")


def by_fields(kind):
    """Tell `pickle` once how to copy objects of `kind` by their fields, because that is faster."""
    of = attrgetter(*(each.name for each in fields(kind)))
    copyreg.pickle(kind, lambda one: (kind, of(one)))


for module in (values, key_value, object_store, message_queue, store, world):
    for kind in vars(module).values():
        if is_dataclass(kind) and kind.__module__ == module.__name__ and len(fields(kind)) > 1:
            by_fields(kind)


class System:
    """The state that survives crashes, and the processes that work on it."""

    claim_check, collector, relay, inbox = ClaimCheck, ClaimCollector, Relay, Inbox
    with_inbox = True

    def __init__(self, messages, *, outbox: bool, claims: bool) -> None:
        self.messages, self.outbox, self.claims = messages, outbox, claims
        self.clock, self.ids, self.meter = HandClock(), CountingIds(), Meter()
        self.world = World(
            self.clock, self.ids, meter=self.meter, nap=no_nap, beside=nothing_beside
        )
        self.store, self.objects = MemoryStore(self.clock), MemoryObjectStore(self.clock)
        self.queue = MemoryQueue(
            GROUPS, QueuePolicy(ack_wait_seconds=ACK_WAIT, max_deliver=20), clock=self.clock
        )
        self.acked, self.handled = [], {group: [] for group in GROUPS}
        self.early = 0

    def client(self, process) -> PublishConsume:
        store = process.over(self.store)
        layers = []
        if self.claims:
            register = store.bucket("claims")
            layers.append(
                self.claim_check(process.over(self.objects), register, POLICY, self.world)
            )
        inbox = self.inbox(store, world=self.world) if self.with_inbox else None
        outbox = Outbox(world=self.world) if self.outbox else None
        queue = process.over(self.queue)
        return PublishConsume(queue, layers, outbox=outbox, inbox=inbox, world=self.world)

    async def publish(self, process) -> None:
        """Publish the messages that are not yet acknowledged, as a caller does that tries again."""
        for message in self.messages:
            if message.id not in self.acked:
                await self.publish_one(process, message)
                await process.step()  # The caller may be stopped before it records that.
                self.acked.append(message.id)

    async def publish_one(self, process, message) -> None:
        client = self.client(process)
        if not self.outbox:
            await client.publish(message)
            return
        store = process.over(self.store)
        if await store.bucket("orders").get(message.id) is None:
            async with store.transaction() as tx:
                await tx.bucket("orders").put(message.id, b"", expect=ABSENT)
                await client.publish(message, tx)

    async def run_relay(self, process) -> None:
        store, queue = process.over(self.store), process.over(self.queue)
        relay = self.relay(store, queue, world=self.world)
        while await relay.run_once():
            pass

    async def consume(self, process, group) -> None:
        async def handle(message, tx) -> None:
            if tx is not None:
                effects = tx.bucket("effects")
                entry = await effects.get(f"{group}.{message.id}")
                count = int(entry.value) + 1 if entry else 1
                await effects.put(f"{group}.{message.id}", b"%d" % count)
            self.handled[group].append(message)
            self.early += self.outbox and self.store.bucket("orders").live(message.id) is None

        client = self.client(process)
        while await client.consume(group, handle):
            pass

    async def collect(self, process) -> None:
        register = process.over(self.store.bucket("claims"))
        await self.collector(process.over(self.objects), register, POLICY, self.world).collect()

    def recovered(self) -> Counter:
        """Run all processes without a crash, and return what is wrong then, by kind."""
        self.clock.advance(LEASE + ACK_WAIT)
        finish(self.publish(Process()))
        if self.outbox:
            finish(self.run_relay(Process()))
        for group in GROUPS:
            finish(self.consume(Process(), group))
        self.clock.advance(GRACE + 1)
        finish(self.collect(Process()))
        if not self.outbox:  # A claim may be sealed although its message was never published.
            self.clock.advance(TTL)
            finish(self.collect(Process()))
        return self.violations()

    def violations(self) -> Counter:
        """What is wrong at the end, by kind; empty when everything is right."""
        found = Counter()
        sent = {message.id: message for message in self.messages}
        committed = set(sent)
        if self.outbox:
            committed = set(self.store.bucket("orders")._rows)
            found["acknowledged and not committed"] += len(set(self.acked) - committed)
        for group, handled in self.handled.items():
            ids = [message.id for message in handled]
            found["lost"] += len((committed | set(self.acked)) - self.done(group))
            found["phantom"] += len(set(ids) - committed)
            found["altered"] += sum(message != sent[message.id] for message in handled)
            if self.with_inbox:
                found["duplicate"] += sum(count > 1 for count in self.effects(group).values())
            found["dead"] += len(finish(self.queue.dead(group)))
        found["phantom"] += self.early
        stored = list(self.queue._seen)
        found["inverted"] += stored != [id_ for id_ in sent if id_ in stored]
        found["dangling"] += int(self.meter["claim_check.lost"])
        found["orphan"] += len(self.objects._objects)
        found["outbox not empty"] += len(self.store.box("outbox").pending)
        return +found

    def done(self, group) -> set:
        """The handled messages; with an inbox, only those whose effects were committed."""
        if self.with_inbox:
            return set(self.effects(group))
        return {message.id for message in self.handled[group]}

    def effects(self, group) -> dict:
        """How often the effect of each message was committed."""
        rows = self.store.bucket("effects")._rows
        return {
            key.removeprefix(f"{group}."): int(row.entry.value)
            for key, row in rows.items()
            if key.startswith(f"{group}.")
        }


def after(seconds, name, *arguments):
    """A turn of a process that begins after `seconds`."""

    async def turn(system, process) -> None:
        """Run the turn. An error that a caller would see and retry after is no violation."""
        system.clock.advance(seconds)
        with suppress(ReliabilityError, ExceptionGroup):
            await getattr(system, name)(process, *arguments)

    return turn
