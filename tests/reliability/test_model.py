"""The adapter in memory and the one on SQLite give the same answers to the same random steps.

Each is the model of the other: key-value rows with versions and times to live, and a queue with
leases, redeliveries, dead letters and a dedup window, under one clock that the test sets.
"""

import asyncio
import shutil
import tempfile
from pathlib import Path

import pytest
from harness.world import HandClock
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from docsgate_reliability.adapters.memory.key_value import MemoryKeyValue
from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.adapters.sql.key_value import SqlKeyValue
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.errors import Conflict, DuplicateInBatch, TooLarge
from docsgate_reliability.values import ABSENT, Message, QueuePolicy

GROUPS = ("billing", "search")
POLICY = QueuePolicy(
    ack_wait_seconds=10, max_deliver=2, dedup_window_seconds=60, payload_max_bytes=200
)
KEYS = st.sampled_from(["a", "b", "ab"])
SETTINGS = settings(
    max_examples=40,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


class Pair(RuleBasedStateMachine):
    """Two adapters, one clock, one event loop."""

    def __init__(self):
        super().__init__()
        shared = Path("/dev/shm")
        self.folder = Path(tempfile.mkdtemp(dir=shared if shared.is_dir() else None))
        self.clock, self.loop = HandClock(), asyncio.new_event_loop()
        self.engine = SqliteEngine(self.folder / "app.db", clock=self.clock)

    def teardown(self):
        self.engine.close()
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()
        shutil.rmtree(self.folder)

    def both(self, call):
        """Call both adapters; return the results, and the type of each error."""
        return [self.loop.run_until_complete(self._outcome(call, each)) for each in self.pair]

    async def _outcome(self, call, adapter):
        try:
            return await call(adapter)
        except (Conflict, DuplicateInBatch, TooLarge) as error:
            return type(error)

    @rule(seconds=st.sampled_from([1, 5, 11, 61]))
    def time_passes(self, seconds):
        self.clock.advance(seconds)


class KeyValuePair(Pair):
    """Two key-value stores. Their versions differ, so each keeps its own under the same name."""

    def __init__(self):
        super().__init__()
        self.pair = [MemoryKeyValue(self.clock), SqlKeyValue(self.engine, "test")]
        self.versions = [[ABSENT], [ABSENT]]

    @rule(
        key=KEYS,
        value=st.binary(max_size=3),
        expect=st.integers(-1, 6),
        ttl=st.sampled_from([None, 5]),
    )
    def put(self, key, value, expect, ttl):
        found = []
        for adapter, versions in zip(self.pair, self.versions, strict=True):
            wanted = None if expect < 0 else versions[expect % len(versions)]

            async def write(each, wanted=wanted):
                return await each.put(key, value, expect=wanted, ttl_seconds=ttl)

            result = self.loop.run_until_complete(self._outcome(write, adapter))
            found.append(result is Conflict)
            if result is not Conflict:
                assert result not in versions
                versions.append(result)
        assert found[0] == found[1]

    @rule(key=KEYS, expect=st.integers(-1, 6))
    def delete(self, key, expect):
        found = []
        for adapter, versions in zip(self.pair, self.versions, strict=True):
            wanted = None if expect < 0 else versions[expect % len(versions)]

            async def remove(each, wanted=wanted):
                return await each.delete(key, expect=wanted)

            found.append(self.loop.run_until_complete(self._outcome(remove, adapter)))
        assert found[0] == found[1]

    @invariant()
    def they_hold_the_same(self):
        async def rows(each):
            return [(key, entry.value) async for key, entry in each.scan()]

        memory, sqlite = self.both(rows)
        assert memory == sqlite


class QueuePair(Pair):
    """Two queues. Their deliveries are kept, and acknowledged, in pairs."""

    def __init__(self):
        super().__init__()
        self.pair = [
            MemoryQueue(GROUPS, POLICY, clock=self.clock),
            SqlQueue(self.engine, "test", GROUPS, POLICY),
        ]
        self.lent = []

    @rule(
        numbers=st.lists(st.integers(0, 5), min_size=1, max_size=3, unique=True),
        atomic=st.booleans(),
        large=st.booleans(),
    )
    def publish(self, numbers, atomic, large):
        batch = [Message(f"m{n}", b"x" * (300 if large else n)) for n in numbers]

        async def send(queue):
            return await queue.publish(batch, atomic=atomic)

        memory, sqlite = self.both(send)
        assert memory == sqlite

    @rule(group=st.sampled_from(GROUPS), limit=st.integers(1, 3))
    def lease(self, group, limit):
        async def take(queue):
            return await queue.lease(group, limit)

        memory, sqlite = self.both(take)
        assert [(d.message, d.attempt) for d in memory] == [(d.message, d.attempt) for d in sqlite]
        self.lent += zip(memory, sqlite, strict=True)

    @rule(which=st.integers(0, 9), answer=st.sampled_from(["ack", "nak", "term", "extend"]))
    def answer(self, which, answer):
        if self.lent:
            for delivery in self.lent.pop(which % len(self.lent)):
                arguments = {"nak": (3.0,), "term": ("no",)}.get(answer, ())
                self.loop.run_until_complete(getattr(delivery, answer)(*arguments))

    @invariant()
    def they_gave_up_on_the_same(self):
        for group in GROUPS:

            async def dead(queue, group=group):
                return sorted((d.message.id, d.attempt) for d in await queue.dead(group))

            memory, sqlite = self.both(dead)
            assert memory == sqlite


@pytest.mark.parametrize("machine", [KeyValuePair, QueuePair])
def test_memory_and_sqlite_answer_the_same(machine):
    run_state_machine_as_test(machine, settings=SETTINGS)
