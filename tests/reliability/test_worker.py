"""A worker runs what a namespace needs, tries again when an engine is away, and stops cleanly."""

import asyncio
import logging
import os
import signal
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from harness.killing import prepare

from docsgate_reliability.errors import Unavailable
from docsgate_reliability.facade import Portal
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.namespaces.worker import Intervals, Worker
from docsgate_reliability.values import Message

QUICK = Intervals(idle=0.05, wait=0.05, collect=0.05, backoff=0.05, grace=5.0)


@asynccontextmanager
async def opened(folder, pattern="layered"):
    async with open_namespace(*prepare(folder, pattern).namespace()) as namespace:
        yield namespace


async def send(namespace, *messages):
    for message in messages:
        async with namespace.store.transaction() as tx:
            await namespace.client.publish(message, tx)


async def until(condition, seconds=10.0):
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - conditions of any kind
            await asyncio.sleep(0.01)


@asynccontextmanager
async def running(worker, **options):
    task = asyncio.create_task(worker.run(**options))
    try:
        yield task
    finally:
        worker.stop()
        await task


async def test_what_is_published_reaches_every_group(tmp_path):
    got = {"billing": [], "search": []}
    async with opened(tmp_path) as namespace:
        worker = Worker(namespace, "orders", QUICK)
        for group, ids in got.items():

            async def handle(message, _tx, ids=ids):
                ids.append(message.id)

            worker.consume(group, handle)
        assert worker.loops == ("relay", "collector", "consumer of billing", "consumer of search")
        async with running(worker):
            await send(namespace, Message("a", b"1"), Message("b", b"L" * 50_000))
            await until(lambda: all(sorted(ids) == ["a", "b"] for ids in got.values()))


async def test_a_handler_that_fails_is_logged_and_stops_nothing(tmp_path, caplog):
    got = []

    async def handle(message, _tx):
        if message.id == "bad":
            raise ValueError("no such customer")
        got.append(message.id)

    async with opened(tmp_path) as namespace:
        worker = Worker(namespace, "orders", QUICK)
        worker.consume("billing", handle)
        async with running(worker):
            await send(namespace, Message("bad", b""), Message("good", b""))
            await until(lambda: got == ["good"])
    assert "orders: consumer of billing: not handled" in caplog.text
    assert "no such customer" in caplog.text


async def test_a_loop_tries_again_when_its_engine_is_away(tmp_path, caplog):
    turns = []

    class Away:
        async def run_once(self):
            turns.append(None)
            raise Unavailable("no route to host")

    async with opened(tmp_path) as namespace:
        worker = Worker(namespace, "orders", QUICK)
        worker._turns = [("relay", Away().run_once)]
        async with running(worker):
            await until(lambda: len(turns) > 3)
    assert "orders: relay: Unavailable: no route to host; again in 0.1 s" in caplog.text


async def test_a_mistake_of_the_program_ends_the_worker(tmp_path):
    async def broken():
        raise TypeError("no such argument")

    async with opened(tmp_path) as namespace:
        worker = Worker(namespace, "orders", QUICK)
        worker._turns.append(("relay", broken))
        with pytest.raises(ExceptionGroup) as raised:
            await worker.run()
    assert [str(error) for error in raised.value.exceptions] == ["no such argument"]


async def test_stop_waits_for_the_handler_and_its_acknowledgement(tmp_path):
    begun, go, done = asyncio.Event(), asyncio.Event(), []

    async def handle(message, _tx):
        begun.set()
        await go.wait()
        done.append(message.id)

    async with opened(tmp_path) as namespace:
        worker = Worker(namespace, "orders", QUICK)
        worker.consume("billing", handle)
        async with running(worker) as task:
            await send(namespace, Message("a", b""), Message("b", b""))
            await begun.wait()
            worker.stop()
            await asyncio.sleep(0.05)
            assert not task.done()
            go.set()
        assert done == ["a"]
        assert await namespace.queue.lease("billing", 9) != []  # The other one, never attempted.


async def test_a_handler_that_does_not_end_is_cancelled_and_its_message_comes_again(tmp_path):
    begun, cancelled = asyncio.Event(), []

    async def handle(message, _tx):
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(message.id)
            raise

    async with opened(tmp_path) as namespace:
        worker = Worker(namespace, "orders", replace(QUICK, grace=0.05))
        worker.consume("billing", handle)
        async with running(worker):
            await send(namespace, Message("a", b""))
            await begun.wait()
        assert cancelled == ["a"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_the_loops(tmp_path, number, caplog):
    caplog.set_level(logging.INFO, "docsgate_reliability")
    async with opened(tmp_path) as namespace, asyncio.timeout(10):
        task = asyncio.create_task(Worker(namespace, "orders", QUICK).run(signals=True))
        await asyncio.sleep(0.05)
        os.kill(os.getpid(), number)
        await task
    assert "orders: stops" in caplog.text


def test_a_worker_runs_in_a_portal(tmp_path):
    got = []
    with Portal() as portal:
        namespace = portal.enter(open_namespace(*prepare(tmp_path, "outbox").namespace()))
        client, worker = (
            portal.synchronous(one) for one in (namespace.client, Worker(namespace, "x", QUICK))
        )

        def handle(message, _tx):
            got.append(message.id)
            worker.stop()

        worker.consume("billing", handle)
        with portal.block(namespace.store.transaction()) as tx:
            client.publish(Message("a", b""), tx)
        worker.run()
    assert got == ["a"]
