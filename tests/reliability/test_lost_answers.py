"""What happens between a client of S3 and its store: lost answers, and writers that die."""

import time
from contextlib import asynccontextmanager

import pytest
from harness.adapters import s3_options
from harness.gateway import Gateway

from docsgate_reliability.adapters.memory.key_value import MemoryKeyValue
from docsgate_reliability.adapters.s3.object_store import LOCKS, S3ObjectStore
from docsgate_reliability.errors import Unavailable
from docsgate_reliability.patterns.claim_check.claim_check import ClaimPolicy
from docsgate_reliability.patterns.claim_check.collector import ClaimCollector
from docsgate_reliability.wiring.probes import probe_object_store
from docsgate_reliability.world import RandomIds, World

pytest.importorskip("obstore", reason="obstore is not installed")


@asynccontextmanager
async def behind_a_gateway(seaweed, how="500", **options):
    gateway = Gateway(seaweed.endpoint, how)
    async with gateway.open() as endpoint:
        chosen = {**s3_options(seaweed), "endpoint": endpoint}
        yield gateway, S3ObjectStore("claims", chosen, **options)


@pytest.mark.parametrize("how", ["500", "reset"])
async def test_a_writer_whose_answer_was_lost_knows_its_own_object(seaweed, how):
    key = f"alone-{RandomIds().fresh()}"
    async with behind_a_gateway(seaweed, how) as (gateway, store):
        gateway.left = 1
        assert await store.put_if_absent(key, b"mine") is True
        assert await store.get(key) == b"mine"
        assert gateway.lost == 1
        assert await store.put_if_absent(key, b"yours") is False


async def test_an_object_that_does_not_say_whose_it_is_is_not_called_taken(seaweed):
    key = f"alone-{RandomIds().fresh()}"
    async with behind_a_gateway(seaweed) as (gateway, store):
        gateway.left, gateway.without_metadata = 1, True
        with pytest.raises(Unavailable, match="whose"):
            await store.put_if_absent(key, b"mine")


@pytest.mark.parametrize("how", ["500", "reset"])
async def test_the_probe_does_not_call_a_store_a_liar_that_loses_answers(seaweed, how):
    async with behind_a_gateway(seaweed, how) as (gateway, store):
        gateway.left = 2
        await probe_object_store(store, RandomIds())
        assert gateway.lost == 1  # The second PUT is refused, and that answer is not lost.


async def stream(count):
    for _ in range(count):
        yield b"x" * (1 << 20)


class LaterClock:
    def now(self):
        return time.time() + 2 * 86400


async def test_the_lock_of_a_writer_that_died_is_collected(seaweed):
    store = S3ObjectStore("claims", s3_options(seaweed), buffer_bytes=1 << 20)
    policy = ClaimPolicy(frozenset({"g"}), bucket=f"claims-{RandomIds().fresh()}")
    key = f"{policy.prefix}large"
    assert await store._create(LOCKS + key, b"")  # Its writer dies here.
    with pytest.raises(Unavailable, match="its writer died"):
        await store.put_if_absent(key, stream(3))
    parts = (store, MemoryKeyValue(), policy)
    await ClaimCollector(*parts).collect()
    with pytest.raises(Unavailable, match="its writer died"):
        await store.put_if_absent(key, stream(3))
    await ClaimCollector(*parts, World(clock=LaterClock())).collect()
    assert await store.put_if_absent(key, stream(3)) is True
    assert await store._found(LOCKS + policy.prefix) == []
    await store.delete(key)
