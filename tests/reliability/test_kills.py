"""Real SIGKILLs of the process at each of its steps, and of each engine under it.

The default run does a few of each; `pytest -m kills` does KILLS of each.
"""

import os

import pytest
from harness.killing import FAULTS, kill_engine, kill_workers, prepare, violations
from patterns import TRIALS

KILLS = int(os.environ.get("DOCSGATE_TEST_KILLS", "100"))
NOTHING = {}


def few_or_many(few):
    """A small number in every run, the full number with `-m kills`."""
    return pytest.mark.parametrize(
        "kills", [pytest.param(few, id="few"), pytest.param(KILLS, marks=pytest.mark.kills)]
    )


MANY = [pytest.param(pattern, KILLS, marks=pytest.mark.kills) for pattern in TRIALS]
FEW_OF_ONE_OR_MANY_OF_ALL = [pytest.param("outbox", 1, id="few"), *MANY]


@few_or_many(2)
@pytest.mark.parametrize("pattern", TRIALS)
def test_a_process_killed_at_every_step_loses_nothing(pattern, kills, tmp_path):
    folder = prepare(tmp_path, pattern)
    died = kill_workers(folder, pattern, kills)
    assert violations(folder) == NOTHING
    assert len(died) == min(kills, len(FAULTS[pattern]))


@pytest.mark.kills
def test_the_layers_together_lose_nothing(tmp_path):
    folder = prepare(tmp_path, "layered")
    kill_workers(folder, "layered", KILLS)
    assert violations(folder) == NOTHING


@pytest.mark.parametrize(("pattern", "kills"), FEW_OF_ONE_OR_MANY_OF_ALL)
def test_a_nats_server_that_is_killed_loses_nothing(pattern, kills, tmp_path, nats):
    bus = f'{{type: nats-jetstream, url: "{nats.url}", sync_interval: always}}'
    folder = prepare(tmp_path, pattern, queue="bus", bus=bus)
    kill_engine(folder, nats, kills)
    assert violations(folder) == NOTHING


@pytest.mark.parametrize(("pattern", "kills"), FEW_OF_ONE_OR_MANY_OF_ALL)
def test_a_postgres_server_that_is_killed_loses_nothing(pattern, kills, tmp_path, database):
    folder = prepare(tmp_path, pattern, db=f'{{type: postgres, url: "{database.url}"}}')
    kill_engine(folder, database, kills)
    assert violations(folder) == NOTHING


@few_or_many(1)
def test_a_valkey_server_that_is_killed_loses_no_claim(kills, tmp_path, valkey):
    register = f'{{type: valkey, url: "{valkey.url}", appendfsync: always}}'
    folder = prepare(tmp_path, "claim-check", claims="register", register=register)
    kill_engine(folder, valkey, kills)
    assert violations(folder) == NOTHING


@few_or_many(1)
def test_a_seaweed_server_that_is_killed_loses_no_payload(kills, tmp_path, seaweed):
    keys = f"access_key: {seaweed.access_key}, secret_key: {seaweed.secret_key}"
    blobs = f'{{type: s3, bucket: claims, endpoint: "{seaweed.endpoint}", {keys}}}'
    folder = prepare(tmp_path, "claim-check", blobs=blobs)
    kill_engine(folder, seaweed, kills)
    assert violations(folder) == NOTHING
