"""Runs async tests, and gives each contract test every adapter of its port."""

import inspect
import os
import shutil
import tempfile
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from harness.adapters import CHANGE_SOURCES, KEY_VALUES, LOGS, OBJECT_STORES, QUEUES, STORES
from harness.opening import Opener, run_test
from servers.seaweed import create_bucket, seaweed_server
from servers.valkey import valkey_server

from docsgate_reliability.demonstration.servers.nats import nats_server
from docsgate_reliability.demonstration.servers.postgres import postgres_server
from docsgate_reliability.errors import MissingExtra
from tools.disks import lab_disk


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    run_test(pyfuncitem)
    return True


ENGINES = {"nats", "postgres", "valkey", "seaweed"}


def pytest_collection_modifyitems(items):
    """Mark the tests that need a server; `-m "not engines"` runs the others."""
    for item in items:
        if ENGINES & set(item.fixturenames):
            item.add_marker(pytest.mark.engines)


@pytest.fixture
def tmp_path(tmp_path):
    """A folder on a memory-backed disk where there is one.

    On a real disk each commit would wait, and most tests would see nothing more: the writes of a
    killed process stay on both, and `test_power_cut` itself drops those that were not synced.
    A test that needs the wait asks for `disk`.
    """
    shared = Path("/dev/shm")
    if not shared.is_dir():
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(prefix="docsgate-", dir=shared))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def disk():
    """A folder on a real disk, where each commit takes its time; see `tools.disks`."""
    folder = Path(tempfile.mkdtemp(prefix="docsgate-", dir=lab_disk()))
    yield folder
    shutil.rmtree(folder)


def start(factory, variable, real, tmp_path_factory):
    """Start a server, or use the one that the environment names."""
    if url := os.environ.get(variable):
        yield real(url)
        return
    try:
        server = factory(tmp_path_factory.mktemp(factory.__name__))
    except MissingExtra as error:
        if os.environ.get("DOCSGATE_REQUIRE_ENGINES"):
            pytest.fail(str(error))
        pytest.skip(str(error))
    server.process.start()
    yield server
    if hasattr(server, "discard"):
        server.discard()
    else:
        server.process.kill()


@pytest.fixture(scope="session")
def nats(tmp_path_factory):
    def real(url):
        return SimpleNamespace(url=url, monitor=os.environ.get("DOCSGATE_TEST_NATS_MONITOR", ""))

    yield from start(nats_server, "DOCSGATE_TEST_NATS_URL", real, tmp_path_factory)


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    def real(url):
        return SimpleNamespace(url=url)

    yield from start(postgres_server, "DOCSGATE_TEST_PG_URL", real, tmp_path_factory)


@pytest.fixture
def database(postgres, tmp_path):
    """A new and empty database on the server."""
    import psycopg

    name = tmp_path.name.lower()[:60]
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    url = f"{postgres.url.rpartition('/')[0]}/{name}"
    return SimpleNamespace(url=url, process=getattr(postgres, "process", None))


@pytest.fixture(scope="session")
def valkey(tmp_path_factory):
    def real(url):
        return SimpleNamespace(url=url)

    yield from start(valkey_server, "DOCSGATE_TEST_REDIS_URL", real, tmp_path_factory)


@pytest.fixture(scope="session")
def seaweed(tmp_path_factory):
    def real(url):
        found = urlsplit(url)
        endpoint = f"{found.scheme}://{found.hostname}:{found.port}"
        keys = {"access_key": found.username, "secret_key": found.password}
        return SimpleNamespace(endpoint=endpoint, **keys)

    for server in start(seaweed_server, "DOCSGATE_TEST_S3_URL", real, tmp_path_factory):
        if hasattr(server, "filer"):
            create_bucket(server, "claims")
        yield server


def _param(name, opener):
    servers = ENGINES & set(inspect.signature(opener).parameters)
    return pytest.param(opener, id=name, marks=[pytest.mark.engines] if servers else [])


def each_adapter(table):
    """A fixture with one parameter for each adapter in `table`."""

    @pytest.fixture(params=[_param(name, opener) for name, opener in table.items()])
    def adapter(request, tmp_path):
        servers = {
            name: request.getfixturevalue(name)
            for name in inspect.signature(request.param).parameters
            if name != "folder"
        }
        if "folder" in inspect.signature(request.param).parameters:
            servers["folder"] = tmp_path
        return Opener(partial(request.param, **servers))

    return adapter


key_value = each_adapter(KEY_VALUES)
objects = each_adapter(OBJECT_STORES)
queue = each_adapter(QUEUES)
log = each_adapter(LOGS)
store = each_adapter(STORES)
changes = each_adapter(CHANGE_SOURCES)
