"""The portal when it is interrupted, used by its own coroutines, or used after it was left."""

import asyncio
import signal
import threading
import time

import pytest

from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.errors import Misused
from docsgate_reliability.facade import Portal
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.values import Message

SECONDS_MAX = 10


@pytest.fixture
def interrupted_soon():
    """Ctrl-C comes a little later."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    main = threading.main_thread().ident
    threading.Timer(0.2, signal.pthread_kill, (main, signal.SIGINT)).start()
    yield
    signal.signal(signal.SIGINT, before)


async def engine_at(path):
    return SqliteEngine(path)


@pytest.fixture
def parts(tmp_path):
    with Portal() as portal:
        engine = portal.call(engine_at(tmp_path / "app.db"))
        yield portal, SqlQueue(engine, "orders", ["g"])
    engine.close()


@pytest.mark.usefixtures("interrupted_soon")
def test_what_is_interrupted_is_cancelled_and_takes_nothing(parts):
    portal, queue = parts
    plain = portal.synchronous(queue)
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        plain.lease("g", 1, wait_seconds=60)
    assert time.monotonic() - begin < SECONDS_MAX
    plain.publish([Message("m", b"")])
    time.sleep(0.3)
    assert [each.attempt for each in plain.lease("g", 1)] == [1]


@pytest.mark.usefixtures("interrupted_soon")
def test_an_interrupted_call_has_ended_when_the_caller_hears_of_it(parts):
    portal, _ = parts
    ended = []

    async def work():
        try:
            await asyncio.sleep(9)
        finally:
            await asyncio.sleep(0.2)
            ended.append(True)

    with pytest.raises(KeyboardInterrupt):
        portal.call(work())
    assert ended == [True]


def test_an_async_handler_that_uses_the_plain_client_is_told_so(parts):
    portal, queue = parts
    client = portal.synchronous(PublishConsume(queue))
    client.publish(Message("1", b""))
    failed = []

    async def handle(_message, _transaction):
        try:
            client.publish(Message("2", b""))
        except Misused as error:
            failed.append(str(error))

    done = threading.Thread(target=client.consume, args=("g", handle), daemon=True)
    done.start()
    done.join(SECONDS_MAX)
    assert (done.is_alive(), len(failed)) == (False, 1)


def test_a_portal_that_was_left_says_so(tmp_path):
    with Portal() as portal:
        engine = portal.call(engine_at(tmp_path / "app.db"))
        plain = portal.synchronous(SqlQueue(engine, "orders", ["g"]))
    engine.close()
    with pytest.raises(Misused, match="left"):
        plain.lease("g", 1)
