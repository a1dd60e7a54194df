"""Mixed load, in which workers and the broker are stopped, continued and killed at random.

Each worker publishes, relays, consumes and collects. The broker is behind a link of 5 MB/s that
stalls. The default run takes some seconds; `pytest -m soak` takes DOCSGATE_TEST_SOAK seconds.
"""

import asyncio
import os
import random
import signal
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager

import pytest
from harness.killing import WORKER_SECONDS_MAX, prepare, violations, wait_for_acks, worker
from harness.slow_link import SlowLink

from docsgate_reliability.demonstration.servers.nats import nats_server

SOAK_SECONDS = float(os.environ.get("DOCSGATE_TEST_SOAK", "300"))
LINK = 5_000_000
STALLS = [(number * 500_000, 1.0) for number in range(1, 10_000)]
MANY = (pytest.mark.soak, pytest.mark.kills)  # What leaves out the kills leaves out this, too.
WORKERS = 3
STOPPED_SECONDS_MAX = 3.0  # The lease of the relay is 1 s, and so is that of a message.


@contextmanager
def behind_a_slow_link(url):
    """The other end of the link, which passes bytes in a thread of its own."""
    loop, link = asyncio.new_event_loop(), SlowLink(url, LINK, STALLS).open()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(link.__aenter__(), loop).result()
    finally:
        asyncio.run_coroutine_threadsafe(link.__aexit__(None, None, None), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


def disturb(dice, folder, workers, server):
    """Do one random harm, and return its name."""
    number, process = dice.randrange(len(workers)), server.process._process
    harm = dice.choice(
        ["stop a worker"] * 4 + ["kill a worker", "stop the broker", "kill the broker"]
    )
    if harm == "kill a worker":
        workers[number].kill()
        workers[number].wait()
        workers[number] = worker(folder)
    elif harm == "kill the broker":
        server.process.kill()
        server.process.start()
    else:
        pid = process.pid if harm == "stop the broker" else workers[number].pid
        os.kill(pid, signal.SIGSTOP)
        time.sleep(dice.uniform(0, STOPPED_SECONDS_MAX))
        os.kill(pid, signal.SIGCONT)
    return harm


def end(folder, workers):
    """Let the workers end regularly."""
    (folder.path / "stop").touch()
    try:
        for each in workers:
            each.wait(WORKER_SECONDS_MAX)
    finally:
        for each in workers:
            each.kill()
            each.wait()
        (folder.path / "stop").unlink()


@pytest.mark.parametrize(
    "seconds",
    [pytest.param(8.0, id="few"), pytest.param(SOAK_SECONDS, marks=MANY, id="soak")],
)
def test_stops_and_kills_of_all_parts_under_load_lose_and_double_nothing(seconds, tmp_path, nats):
    assert nats is not None  # The fixture skips where it is not installed; this one is stopped.
    server, dice, harms = nats_server(tmp_path / "nats"), random.Random(seconds), Counter()
    server.process.start()
    try:
        with behind_a_slow_link(server.url) as url:
            bus = f'{{type: nats-jetstream, url: "{url}", sync_interval: always}}'
            folder = prepare(tmp_path, "outbox", queue="bus", bus=bus)
            workers = [worker(folder) for _ in range(WORKERS)]
            try:
                wait_for_acks(folder, workers[0], 1)  # A busy machine starts them slowly.
                deadline = time.monotonic() + seconds
                while time.monotonic() < deadline:
                    time.sleep(dice.uniform(0, 0.5))
                    harms[disturb(dice, folder, workers, server)] += 1
            finally:
                end(folder, workers)
            found, acked = violations(folder), len(set(folder.acked()))
    finally:
        server.process.kill()
    sys.stdout.write(f"{seconds:.0f} s, {acked} acknowledged, {dict(harms)}: {dict(found)}\n")
    assert acked > 0
    assert found == {}
