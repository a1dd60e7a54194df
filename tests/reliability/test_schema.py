"""The version of the tables: verified at each opening, migrated by one process, beside writers."""

import asyncio
import time
from contextlib import asynccontextmanager

import pytest
from click.testing import CliRunner

from docsgate.cli.pattern import pattern
from docsgate_reliability.adapters.postgres.engine import PostgresEngine
from docsgate_reliability.adapters.sql.schema import VERSION
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.connection import connect
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.errors import SchemaMismatch
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.values import Message

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.engines)]
EARLIER = (  # What an earlier program left: no version, no groups, and no time in the rows aside.
    "DROP TABLE rel_schema",
    "DROP TABLE rel_group",
    "DROP INDEX rel_delivery_dead",
    "ALTER TABLE rel_outbox_aside DROP COLUMN since",
    "INSERT INTO rel_outbox_aside VALUES (1, 'box 12', 'm', '', '{}', '', 'too large')",
)
NAMESPACES = """
backends: {{db: {{type: {type}, {address}}}}}
namespaces:
  - name: orders
    pattern: publish-consume
    queue: {{backend: db, groups: [g]}}
    layers: [outbox: {{store: db}}, inbox: {{store: db}}]
"""


@pytest.fixture(params=ENGINES)
def opened(request, tmp_path):
    """Opens an engine on one database, again and again."""
    if request.param == "postgres":
        url = request.getfixturevalue("database").url

    @asynccontextmanager
    async def opened(*, migrate=True):
        if request.param == "sqlite":
            engine = SqliteEngine(tmp_path / "app.db", migrate=migrate)
            yield engine
            engine.close()
            return
        engine = PostgresEngine(url)
        try:
            await engine.prepare(migrate=migrate)
            yield engine
        finally:
            await engine.close()

    address = f"path: {tmp_path}/app.db" if request.param == "sqlite" else f'url: "{url}"'
    opened.text = NAMESPACES.format(type=request.param, address=address)
    return opened


async def change(opened, *statements):
    """Bring the tables into another state, as another version of this package would leave them."""
    async with opened() as engine, engine.begin() as execute:
        for statement in statements:
            await execute(statement)


async def test_tables_of_an_earlier_version_are_migrated_with_their_rows(opened):
    await change(opened, *EARLIER)
    async with open_namespace(load(opened.text), "orders") as parts:
        async with parts.store.transaction() as tx:
            await parts.client.publish(Message("m", b""), tx)
        await parts.relay.run_once()
        assert [each.message.id for each in await parts.queue.lease("g", 9)] == ["m"]
    async with opened(migrate=False) as engine:
        assert await engine.read("SELECT version FROM rel_schema") == [(VERSION,)]
        assert await engine.read("SELECT id, since FROM rel_outbox_aside") == [("m", 0.0)]


async def test_who_may_not_migrate_is_told_what_to_do(opened):
    await change(opened, *EARLIER)
    with pytest.raises(SchemaMismatch, match="docsgate pattern migrate"):
        async with opened(migrate=False):
            pass
    with pytest.raises(SchemaMismatch, match="docsgate pattern migrate"):
        async with open_namespace(load(opened.text), "orders", migrate=False):
            pass


@pytest.mark.parametrize("migrate", [True, False])
async def test_tables_of_a_later_version_are_refused(opened, migrate):
    await change(opened, f"UPDATE rel_schema SET version = {VERSION + 1}")
    with pytest.raises(SchemaMismatch, match=f"version {VERSION + 1}"):
        async with opened(migrate=migrate):
            pass


async def test_tables_that_no_version_has_made_are_refused_and_left_alone(opened):
    await change(opened, "DROP TABLE rel_schema", "ALTER TABLE rel_outbox DROP COLUMN headers")
    with pytest.raises(SchemaMismatch, match="`rel_outbox` has no `headers`"):
        async with opened():
            pass


async def test_an_opening_that_finds_its_tables_changes_nothing(opened):
    await change(opened, "DROP INDEX rel_delivery_dead")
    async with opened() as engine:
        with pytest.raises(Exception, match="rel_delivery_dead"):  # It was not created again.
            await engine.read("DROP INDEX rel_delivery_dead")


async def test_the_name_of_the_tables_stays(opened):
    async with opened() as engine:
        name = await engine.read("SELECT id FROM rel_schema")
        identity = engine.identity
    await change(opened, "UPDATE rel_schema SET version = 0")
    async with opened() as engine:
        assert (await engine.read("SELECT id FROM rel_schema"), engine.identity) == (name, identity)


def test_the_command_migrates_and_says_from_where(opened, tmp_path):
    asyncio.run(change(opened, *EARLIER))
    file = tmp_path / "NAMESPACES.yaml"
    file.write_text(opened.text)
    first, again = (CliRunner().invoke(pattern, ["migrate", str(file)]) for _ in "12")
    assert (first.exit_code, first.output) == (0, f"db: version 0, now {VERSION}\n")
    assert (again.exit_code, again.output) == (0, f"db: version {VERSION}\n")
    asyncio.run(change(opened, f"UPDATE rel_schema SET version = {VERSION + 1}"))
    late = CliRunner().invoke(pattern, ["migrate", str(file)])
    assert (late.exit_code, f"version {VERSION + 1}" in late.output) == (2, True)


def test_a_file_of_sqlite_that_is_opened_again_is_not_locked(tmp_path):
    engine = SqliteEngine(tmp_path / "app.db")
    other = connect(str(tmp_path / "app.db"))
    other.execute("BEGIN IMMEDIATE")
    begin = time.monotonic()
    SqliteEngine(tmp_path / "app.db").close()
    assert time.monotonic() - begin < 1
    other.close()
    engine.close()


@pytest.mark.engines
async def test_a_role_that_may_not_create_opens_what_is_there(database):
    owner = PostgresEngine(database.url)
    role = f"app_{time.monotonic_ns()}"
    await owner.read(f"CREATE ROLE {role} LOGIN")
    app = NAMESPACES.format(
        type="postgres", address=f'url: "{database.url.replace("postgres@", role + "@")}"'
    )
    with pytest.raises(SchemaMismatch, match="docsgate pattern migrate"):
        async with open_namespace(load(app), "orders"):
            pass
    await owner.prepare()
    await owner.read(
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}"
    )
    await owner.read(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
    async with open_namespace(load(app), "orders") as parts:
        async with parts.store.transaction() as tx:
            await parts.client.publish(Message("m", b""), tx)
        await parts.relay.run_once()
        assert [each.message.id for each in await parts.queue.lease("g", 9)] == ["m"]
    await owner.close()


async def writes(store, seconds):
    """Write for so long, and return how long the slowest write took."""
    slowest, number, end = 0.0, 0, time.monotonic() + seconds
    while time.monotonic() < end:
        begin, number = time.monotonic(), number + 1
        await store.bucket("rows").put(f"{number}", b"", ttl_seconds=60)
        slowest = max(slowest, time.monotonic() - begin)
    return slowest


@pytest.mark.engines
@pytest.mark.parametrize(
    "left", [(), ("DROP TABLE rel_schema", "DROP INDEX rel_bucket_end"), EARLIER]
)
async def test_no_writer_waits_for_a_process_that_opens_or_migrates(database, left):
    """A transaction that wrote stays open, as that of a handler which takes long."""
    engine, second = PostgresEngine(database.url), PostgresEngine(database.url)
    await engine.prepare()
    async with engine.begin() as execute:
        for statement in left:
            await execute(statement)
    store = SqlStore(engine)
    async with store.transaction() as tx:
        await tx.bucket("rows").put("long", b"", ttl_seconds=60)
        opening = asyncio.ensure_future(second.prepare())
        await asyncio.sleep(0.1)
        assert await writes(store, 1.0) < 0.5
    await opening
    assert await second.read("SELECT indisvalid FROM pg_index WHERE NOT indisvalid") == []
    await engine.close()
    await second.close()


@pytest.mark.engines
async def test_an_index_that_was_left_half_built_is_built_again(database):
    engine = PostgresEngine(database.url)
    await engine.prepare()
    await engine.read("DROP TABLE rel_schema")
    await engine.read(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'rel_seen_age'::regclass"
    )
    await engine.prepare()
    assert await engine.read("SELECT 1 FROM pg_index WHERE NOT indisvalid") == []
    await engine.close()


@pytest.mark.engines
async def test_many_processes_that_start_at_once_migrate_once(database):
    engines = [PostgresEngine(database.url) for _ in range(6)]
    await asyncio.gather(*(engine.prepare() for engine in engines))
    assert len({engine.identity for engine in engines}) == 1
    assert 0 in {engine.version_before for engine in engines}
    assert await engines[0].read("SELECT version FROM rel_schema") == [(VERSION,)]
    for engine in engines:
        await engine.close()
