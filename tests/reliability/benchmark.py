"""What the patterns cost: paired medians, each pair measured in turns in one run.

    python tests/reliability/benchmark.py [--rounds 31] [--json FILE]

A ratio is the time without the pattern divided by the time with it: 1.00 costs nothing, and 0.50
doubles the time. The quartiles are in brackets. Absolute rates on a shared machine mean little; the
ratios of neighbouring rounds mean more. Everything is on a memory-backed disk, except rows that say
"disk". Engines that are not installed are left out, with the reason.
"""

# ruff: noqa: E402, T201 - a program that finds its modules by itself, and prints.

import argparse
import asyncio
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tooling"), str(ROOT / "tests" / "reliability")]

from servers.seaweed import create_bucket, seaweed_server

from docsgate_reliability.adapters.files.object_store import FileObjectStore
from docsgate_reliability.adapters.jetstream.connection import JetStream
from docsgate_reliability.adapters.jetstream.message_queue import JetStreamQueue
from docsgate_reliability.adapters.s3.object_store import S3ObjectStore
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.chunks import put_with_digests
from docsgate_reliability.demonstration.servers.nats import nats_server
from docsgate_reliability.errors import MissingExtra
from docsgate_reliability.patterns.claim_check.claim_check import ClaimCheck, ClaimPolicy
from docsgate_reliability.patterns.outbox.outbox import Outbox, Relay
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.values import Capabilities, Message, QueuePolicy
from docsgate_reliability.world import RandomIds

FRESH = RandomIds().fresh
GROUPS = ("billing",)
POLICY = QueuePolicy(payload_max_bytes=1 << 20)
SMALL, LARGE = b"x" * 1024, b"x" * (1 << 20)


def message(body=SMALL):
    return Message(FRESH(), body, FRESH())


class Bench:
    """Runs the pairs, and stores the ratios."""

    def __init__(self, rounds):
        self.rounds, self.results = rounds, {}

    async def pair(self, name, goal, without, with_, turns):
        """Measure both in rounds. `turns` is how many turns a round has, and how many calls a turn.

        The order of the two alternates.
        """
        number, count = turns
        ratios, order = [], (without, with_)
        for _ in range(self.rounds + 1):
            times = dict.fromkeys(order, 0.0)
            for _ in range(number):
                order = order[::-1]
                for which in order:
                    times[which] += await which(count)
            ratios.append(times[without] / times[with_])
        kept = ratios[1:]  # The first round warms up.
        median, (low, _, high) = statistics.median(kept), statistics.quantiles(kept, n=4)
        self.results[name] = {"median": median, "goal": goal, "quartiles": [low, high]}
        verdict = ("ok" if median >= goal else "BELOW") if goal else "for comparison"
        aim = f"goal {goal:.2f}  " if goal else ""
        print(f"{name:58} {median:5.2f} [{low:.2f} to {high:.2f}]  {aim}{verdict}")


async def timed(action, count):
    begin = time.perf_counter()
    for _ in range(count):
        await action()
    return (time.perf_counter() - begin) / count


async def below_threshold(bench, queue, name, folder):
    """Measure messages that stay below the threshold of the claim check."""
    store = SqlStore(SqliteEngine(folder / f"{FRESH()}.db"))
    layer = ClaimCheck(FileObjectStore(folder / FRESH()), store.bucket("claims"), policy())
    client, raw = PublishConsume(queue, [layer]), PublishConsume(queue)

    async def without(count):
        return await timed(lambda: raw.publish(message()), count)

    async def with_(count):
        return await timed(lambda: client.publish(message()), count)

    title = f"claim check, 1 KiB below the threshold, {name}"
    await bench.pair(title, 0.95, without, with_, (40, 10))


def policy():
    return ClaimPolicy(frozenset(GROUPS), threshold_bytes=64 << 10)


class BareCommit:
    """Commits the rows of one claim and its message at once, with nothing but `sqlite3`."""

    def __init__(self, path):
        self.database, self.number = sqlite3.connect(path, isolation_level=None), 0
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "CREATE TABLE claim (id TEXT PRIMARY KEY, record TEXT) WITHOUT ROWID",
            "CREATE TABLE seen (id TEXT PRIMARY KEY, at REAL) WITHOUT ROWID",
            "CREATE INDEX age ON seen (at)",
            "CREATE TABLE message (seq INTEGER PRIMARY KEY, id TEXT, headers TEXT)",
            "CREATE TABLE delivery (grp TEXT, seq INTEGER, PRIMARY KEY (grp, seq)) WITHOUT ROWID",
        ):
            self.database.execute(statement)

    def __call__(self, claim, digests):
        self.number += 1
        record = json.dumps({"claim_id": claim, "chunks": digests})
        execute = self.database.execute
        execute("BEGIN IMMEDIATE")
        execute("INSERT INTO claim VALUES (?, ?)", (claim, record))
        execute("INSERT INTO seen VALUES (?, ?)", (claim, time.time()))
        execute("INSERT INTO message VALUES (?, ?, ?)", (self.number, claim, record))
        execute("INSERT INTO delivery VALUES (?, ?)", ("billing", self.number))
        execute("COMMIT")


async def large_payload(bench, objects, name, folder):
    """Measure 1 MiB through the claim check, against storing the same bytes and nothing else.

    A claim also costs a digest and one commit. That is little beside a PUT into S3, and much beside
    a file in memory. So for files two more rows show the least possible cost: the digest alone, and
    the digest with the same rows committed by hand.
    """
    engine = SqliteEngine(folder / f"{FRESH()}.db")
    queue = SqlQueue(engine, "orders", GROUPS, POLICY)
    layer = ClaimCheck(objects, SqlStore(engine).bucket("claims"), policy())
    client = PublishConsume(queue, [layer], one_commit=queue)

    async def put(count):
        return await timed(lambda: objects.put_if_absent(FRESH(), LARGE), count)

    async def put_digested(count):
        return await timed(lambda: put_with_digests(objects, FRESH(), LARGE), count)

    async def least(count):
        return await timed(by_hand, count)

    async def by_hand():
        claim = FRESH()
        commit(claim, await put_with_digests(objects, claim, LARGE))

    async def publish(count):
        return await timed(lambda: client.publish(message(LARGE)), count)

    commit, s3 = BareCommit(folder / f"{FRESH()}.db"), name == "S3"
    pairs = {f"claim check, 1 MiB, by PUT, {name}": (0.80 if s3 else 0.0, put, publish)}
    if not s3:
        pairs[f"PUT with digest, 1 MiB, by PUT, {name}"] = 0.0, put, put_digested
        pairs[f"the least for a claim, 1 MiB, by PUT, {name}"] = 0.0, put, least
        pairs[f"claim check, 1 MiB, by the least, {name}"] = 0.0, least, publish
    for title, pair in pairs.items():
        await bench.pair(title, *pair, (3 if s3 else 16, 2))  # It has space for half a GB.
        async for info in objects.list():  # Each pair begins with an empty store.
            await objects.delete(info.key)


async def relay(bench, stream, folder, *, atomic):
    """Measure a filled outbox, against publishing the same messages in windows of one batch."""
    store, batch = SqlStore(SqliteEngine(folder / f"{FRESH()}.db")), 500
    queue = JetStreamQueue(stream, FRESH(), GROUPS, POLICY)
    await queue.prepare()
    if not atomic:
        queue.capabilities = Capabilities(durable=True)

    async def without(count):
        rows = [message() for _ in range(count)]
        begin = time.perf_counter()
        for start in range(0, count, batch):
            await queue.publish(rows[start : start + batch])
        return time.perf_counter() - begin

    async def with_(count):
        async with store.transaction() as tx:
            for _ in range(count):
                await tx.append("outbox", message())
        begin = time.perf_counter()
        while await publisher.run_once():
            pass
        return time.perf_counter() - begin

    publisher = Relay(store, queue)
    kind, goal = ("atomic batches", 0.80) if atomic else ("single messages", 0.0)
    name = f"outbox relay, {kind}, by raw windows, JetStream"
    await bench.pair(name, goal, without, with_, (1, 1000))


async def transaction(bench, folder, name):
    """Measure a business row with its outbox row, against the business row alone."""
    store, outbox = SqlStore(SqliteEngine(folder / f"{FRESH()}.db")), Outbox()

    async def row():
        async with store.transaction() as tx:
            await tx.bucket("orders").put(FRESH(), SMALL)

    async def row_and_message():
        async with store.transaction() as tx:
            await tx.bucket("orders").put(FRESH(), SMALL)
            await outbox.append(tx, message())

    async def without(count):
        return await timed(row, count)

    async def with_(count):
        return await timed(row_and_message, count)

    await bench.pair(
        f"transaction with an outbox row, by without, {name}", 0.90, without, with_, (32, 5)
    )


async def run(bench, fast, disk):
    queue = SqlQueue(SqliteEngine(fast / "queue.db"), "orders", GROUPS, POLICY)
    await below_threshold(bench, queue, "SQLite", fast)
    await transaction(bench, disk, "SQLite, disk")
    await large_payload(bench, FileObjectStore(fast / "blobs"), "files", fast)
    await large_payload(bench, FileObjectStore(disk / "blobs"), "files, disk", disk)
    async with AsyncExitStack() as stack:
        try:
            server = nats_server(fast / "nats")
        except MissingExtra as error:
            print(f"left out: {error}")
        else:
            server.process.start()
            stack.callback(server.process.kill)
            stream = JetStream(server.url, server.monitor)
            await stream.connect()
            await stream.probe()
            stack.push_async_callback(stream.close)
            queue = JetStreamQueue(stream, "orders", GROUPS, POLICY)
            await queue.prepare()
            await below_threshold(bench, queue, "JetStream", fast)
            await relay(bench, stream, fast, atomic=True)
            await relay(bench, stream, fast, atomic=False)
    async with AsyncExitStack() as stack:
        try:
            seaweed = seaweed_server(fast / "seaweed")
        except MissingExtra as error:
            print(f"left out: {error}")
        else:
            seaweed.process.start()
            stack.callback(seaweed.process.kill)
            create_bucket(seaweed, "claims")
            options = {
                "endpoint": seaweed.endpoint,
                "access_key_id": seaweed.access_key,
                "secret_access_key": seaweed.secret_key,
                "region": "us-east-1",
                "client_options": {"allow_http": True},
            }
            await large_payload(bench, S3ObjectStore("claims", options), "S3", fast)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("--rounds", type=int, default=31)
    parser.add_argument("--json", type=Path)
    arguments = parser.parse_args()
    bench = Bench(arguments.rounds)
    shared = Path("/dev/shm")
    with (
        tempfile.TemporaryDirectory(dir=shared if shared.is_dir() else None) as fast,
        tempfile.TemporaryDirectory() as disk,
    ):
        asyncio.run(run(bench, Path(fast), Path(disk)))
    if arguments.json:
        arguments.json.write_text(json.dumps(bench.results, indent=2) + "\n")
    below = [name for name, found in bench.results.items() if found["median"] < found["goal"]]
    raise SystemExit(f"below the goal: {', '.join(below)}" if below else 0)


if __name__ == "__main__":
    main()
