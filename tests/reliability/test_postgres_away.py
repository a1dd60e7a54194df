"""A server of PostgreSQL that is stopped, restarted, or not there: every call ends, and soon."""

import asyncio
import os
import signal
import time
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress
from pathlib import Path

import pytest

from docsgate_reliability.adapters.postgres import connections
from docsgate_reliability.adapters.postgres.engine import PostgresEngine
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.errors import Unavailable
from docsgate_reliability.patterns.outbox.outbox import Relay
from docsgate_reliability.values import Message

pytestmark = pytest.mark.engines
ANSWER_SECONDS, SECONDS_MAX = 0.4, 4.0
CANCEL_SECONDS = 5.0  # For so long psycopg tries to have a statement cancelled.


@asynccontextmanager
async def prepared(database):
    if database.process is None:
        pytest.skip("a real server is not stopped")
    engine = PostgresEngine(database.url, answer_seconds=ANSWER_SECONDS)
    await engine.prepare()
    yield engine
    await engine.close()


def family(pid):
    """The process and those that it started; each connection to PostgreSQL has one."""
    found = [pid]
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            if int(entry.read_text().rpartition(")")[2].split()[1]) in found:
                found.append(int(entry.parent.name))
    return found


@contextmanager
def stopped(database):
    """The server neither answers nor ends, as on a machine that hangs."""
    if not Path("/proc/self/stat").exists():
        pytest.skip("there is no list of processes")
    pids = family(database.process._process.pid)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


async def commit(store):
    async with store.transaction() as tx:
        await tx.append("outbox", Message("m", b""))


CALLS = {
    "get": lambda engine: SqlStore(engine).bucket("rows").get("a"),
    "put": lambda engine: SqlStore(engine).bucket("rows").put("a", b""),
    "transaction": lambda engine: commit(SqlStore(engine)),
    "publish": lambda engine: SqlQueue(engine, "orders", ["g"]).publish([Message("m", b"")]),
    "lease": lambda engine: SqlQueue(engine, "orders", ["g"]).lease("g", 1, wait_seconds=60),
    "relay": lambda engine: Relay(SqlStore(engine), SqlQueue(engine, "orders", ["g"])).run_once(),
    "prepare": lambda engine: engine.prepare(),
    "probe": lambda engine: engine.probe(),
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("idle", [True, False])
async def test_a_stopped_server_is_unavailable_soon(database, monkeypatch, call, idle):
    monkeypatch.setattr(connections, "CONNECT_SECONDS", 2)  # psycopg waits no shorter than that.
    async with prepared(database) as engine:
        if not idle:
            await engine.close()
        begin = time.monotonic()
        with stopped(database), pytest.raises(Unavailable):
            await CALLS[call](engine)
        assert time.monotonic() - begin < SECONDS_MAX
        await SqlStore(engine).bucket("rows").put("after", b"")


@pytest.mark.parametrize("place", ["statement", "commit"])
async def test_a_server_that_stops_in_the_middle_is_unavailable_soon(database, place):
    async with prepared(database) as engine:

        async def work():
            async with SqlStore(engine).transaction() as tx:
                await tx.bucket("rows").put("a", b"")
                halt.enter_context(stopped(database))
                if place == "statement":
                    with pytest.raises(Unavailable):
                        await tx.bucket("rows").put("b", b"")
                    raise ZeroDivisionError

        with ExitStack() as halt:
            begin = time.monotonic()
            with pytest.raises(Unavailable if place == "commit" else ZeroDivisionError):
                await work()
            assert time.monotonic() - begin < SECONDS_MAX
        await SqlStore(engine).bucket("rows").put("after", b"")


async def test_a_caller_that_gives_up_does_not_wait_for_a_stopped_server(database):
    async with prepared(database) as engine:
        begin = time.monotonic()
        with stopped(database), pytest.raises((TimeoutError, Unavailable)):
            await asyncio.wait_for(CALLS["put"](engine), ANSWER_SECONDS / 2)
        assert time.monotonic() - begin < CANCEL_SECONDS + SECONDS_MAX
        await SqlStore(engine).bucket("rows").put("after", b"")


async def test_nobody_at_the_address_is_unavailable():
    pytest.importorskip("psycopg")
    engine = PostgresEngine("postgresql://127.0.0.1:1/nowhere")
    with pytest.raises(Unavailable):
        await engine.prepare()


@pytest.mark.parametrize("how", ["kill", "stop"])
async def test_after_a_restart_no_idle_connection_fails_a_caller(database, how):
    async with prepared(database) as engine:
        store = SqlStore(engine)

        async def work(number):
            async with store.transaction() as tx:
                await tx.bucket("rows").put(f"{number}", b"")
                await asyncio.sleep(0.1)

        await asyncio.gather(*map(work, range(8)))
        getattr(database.process, how)()
        database.process.start()
        for number in range(16):
            await store.bucket("rows").put(f"after-{number}", b"")


async def test_nor_one_that_ended_without_a_word(database, monkeypatch):
    """As behind a router that forgot the connection: only its use shows that it is over."""
    monkeypatch.setattr(connections, "_has_ended", lambda _connection: False)
    await test_after_a_restart_no_idle_connection_fails_a_caller(database, "kill")
