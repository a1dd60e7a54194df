"""Starts workers, kills them or their engines, and checks what is left."""

import asyncio
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest
from patterns import TRIALS

from docsgate_reliability.errors import ReliabilityError
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.namespaces.registry import PATTERNS
from docsgate_reliability.wiring.connections import Connections
from docsgate_reliability.world import World
from harness.worker import AUDIT, GROUPS, Folder, message_of, record

ROOT = Path(__file__).parents[3]
WORKER_SECONDS_MAX = 20.0
ACK_SECONDS_MAX = 90.0
PHASE_SECONDS = 0.05  # One turn of a worker, in which an engine is killed at a random moment.
DAYS_LATER = 2 * 86400.0

QUEUE = """
    queue:
      backend: {queue}
      groups: [{groups}]
      retention: 1h
      ack_wait: 1s
      backoff: 1s
      max_deliver: 1000
      dedup_window: 10m
"""
LAYERS = {name: trial.layers for name, trial in TRIALS.items()}
LAYERS["layered"] = """      - outbox: {store: db, lease: 1s}
      - inbox: {store: db}
      - claim-check: {store: blobs, threshold: 1KiB, grace: 2s, ttl: 1d}
"""
UNREACHED = {"outbox.wave"}  # A queue with atomic batches needs no waves.


def faults_of(layers: str) -> tuple[str, ...]:
    """The steps at which a process with these layers can be killed."""
    kinds = [*re.findall(r"^      - ([a-z-]+):", layers, re.MULTILINE), "publish-consume"]
    return tuple(f for kind in kinds for f in PATTERNS[kind].faults if f not in UNREACHED)


FAULTS = {name: faults_of(layers) for name, layers in LAYERS.items()}


def prepare(path: Path, pattern: str, *, queue="db", claims="db", **backends: str) -> Folder:
    """Write the configuration of one run."""
    declared = {"db": f"{{type: sqlite, path: {path}/app.db}}"}
    declared["blobs"] = f"{{type: files, path: {path}/blobs}}"
    declared |= backends
    text = "backends:\n" + "".join(f"  {name}: {value}\n" for name, value in declared.items())
    text += f"namespaces:\n  - name: {name_of(path)}\n    pattern: publish-consume"
    # With a group that never reads, no claim is ever done, and the collector has nothing to do.
    groups = ", ".join((*GROUPS, AUDIT) if pattern == "outbox" else GROUPS)
    text += QUEUE.format(queue=queue, groups=groups) + "    layers:\n"
    text += LAYERS[pattern].replace("CLAIMS", claims)
    (path / "config.yaml").write_text(text)
    load(text)
    return Folder(path)


def name_of(path: Path) -> str:
    """A different namespace for each run, because the runs share the engines."""
    return f"orders-{path.name}"


def worker(folder: Folder, *fault: object) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/tooling:{ROOT}/tests/reliability"}
    command = [sys.executable, "-m", "harness.worker", str(folder.path), *map(str, fault)]
    return subprocess.Popen(command, env=environment)


def kill_workers(folder: Folder, pattern: str, kills: int) -> Counter:
    """Let workers die, each at a different step; return how often each step was the last."""
    dice, died = random.Random(pattern), Counter()
    while died.total() < kills:
        name = FAULTS[pattern][died.total() % len(FAULTS[pattern])]
        process = worker(folder, name, dice.randrange(1, 5))
        try:
            code = process.wait(WORKER_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            process.kill()  # The step was not reached, so the worker is killed where it is.
            code = process.wait()
        assert code == -signal.SIGKILL
        died[name] += 1
    return died


def kill_engine(folder: Folder, server, kills: int) -> float:
    """Kill the engine under a working process.

    Returns the longest time from a kill to the next acknowledgement.
    """
    if getattr(server, "process", None) is None:
        pytest.skip("a real server is not killed")
    dice, process, longest = random.Random(1), worker(folder), 0.0
    try:
        for _ in range(kills):
            wait_for_acks(folder, process, dice.randrange(1, 4))
            time.sleep(dice.uniform(0, PHASE_SECONDS))
            assert server.process.kill(), "the engine ended by itself"
            begin = time.monotonic()
            server.process.start()
            wait_for_acks(folder, process, 1)
            longest = max(longest, time.monotonic() - begin)
    finally:
        (folder.path / "stop").touch()
        try:
            process.wait(WORKER_SECONDS_MAX)
        finally:
            process.kill()
            process.wait()
            (folder.path / "stop").unlink()
    acked = len(folder.acked())
    sys.stdout.write(f"{kills} kills, {acked} acknowledged, back after at most {longest:.2f} s\n")
    return longest


def wait_for_acks(folder: Folder, process, count: int) -> None:
    deadline, target = time.monotonic() + ACK_SECONDS_MAX, len(folder.acked()) + count
    while len(folder.acked()) < target:
        assert process.poll() is None, "the worker ended"
        assert time.monotonic() < deadline, "no message was acknowledged"
        time.sleep(0.002)


class LaterClock:
    """A clock that is some days ahead."""

    def now(self) -> float:
        return time.time() + DAYS_LATER


def violations(folder: Folder) -> Counter:
    """Recover without faults, and count what is wrong."""
    return asyncio.run(_violations(folder))


async def _violations(folder: Folder) -> Counter:
    await _drain(folder)
    found, acked = Counter(), set(folder.acked())
    configuration, name = folder.namespace()
    groups = configuration.namespaces[name].queue.groups
    async with open_namespace(*folder.namespace()) as namespace, _effects(folder) as store:
        effects = {key: entry.value async for key, entry in store.bucket("effects").scan()}
        numbers = await _stored(namespace) if AUDIT in groups else []
        if AUDIT not in groups:
            numbers = sorted({int(key.rpartition("m")[2]) for key in effects})
        committed = acked
        if namespace.relay is not None:
            orders = store.bucket("orders")
            committed = {int(key[1:]) async for key, _ in orders.scan()}
            found["outbox not empty"] = len(await namespace.store.pending(namespace.relay.box, 10))
        found["acknowledged and not committed"] = len(acked - committed)
        found["not stored"] = len((acked | committed) - set(numbers))
        found["stored twice"] = len(numbers) - len(set(numbers))
        found["phantom"] = len(set(numbers) - committed - {max(acked, default=-1) + 1})
        for key in {number % 3 for number in numbers}:
            mine = [number for number in numbers if number % 3 == key]
            found["inverted"] += mine != sorted(mine)
        for group in GROUPS:
            ids = {f"{group}.{message_of(number).id}" for number in numbers}
            found["lost"] += len(ids - set(effects))
            found["dead"] += len(await namespace.queue.dead(group))
        found["duplicate"] = sum(not value.startswith(b"1 ") for value in effects.values())
        found["altered"] = sum(not value.endswith(b" right") for value in effects.values())
    found["orphan"] = await _orphans(folder)
    return +found


@asynccontextmanager
async def _effects(folder: Folder):
    """Open only the store that the inbox shares with the effects."""
    configuration, name = folder.namespace()
    backend = configuration.namespaces[name].layer("inbox").store
    async with AsyncExitStack() as stack:
        yield await Connections(stack, World()).transactional(backend)


async def _drain(folder: Folder) -> None:
    async with open_namespace(*folder.namespace()) as namespace:
        quiet, deadline = 0, time.monotonic() + 60
        while quiet < 4 and time.monotonic() < deadline:
            busy = 0
            for group in GROUPS:

                async def handle(message, tx, group=group):
                    await record(group, message, tx)

                try:
                    busy += await namespace.client.consume(group, handle, limit=50)
                    if namespace.relay is not None:
                        busy += await namespace.relay.run_once()
                except (ReliabilityError, ExceptionGroup):
                    busy += 1
            pending = namespace.relay and await namespace.store.pending(namespace.relay.box, 1)
            quiet = 0 if busy or pending else quiet + 1
            await asyncio.sleep(0.02 if busy else 0.4)


async def _stored(namespace) -> list[int]:
    """All messages in the broker, in its order."""
    found = []
    while deliveries := await namespace.queue.lease(AUDIT, 500, wait_seconds=0.5):
        for delivery in deliveries:
            found.append(int(delivery.message.id[1:]))
            await delivery.ack()
    return found


async def _orphans(folder: Folder) -> int:
    """The objects that are left when grace and time to live are over."""
    world = World(clock=LaterClock())
    async with open_namespace(*folder.namespace(), world) as namespace:
        if namespace.collector is None:
            return 0
        await namespace.collector.collect()
        prefix = namespace.collector._policy.prefix  # Other tests leave objects in the bucket.
        return len([info async for info in namespace.collector._store.list(prefix)])
