"""What a configuration may name is what the contract tests run on, and what the page says."""

import inspect
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from harness.adapters import TABLES

from docsgate_reliability import adapters
from docsgate_reliability.configuration.backends import ALIASES, KINDS, Backend
from docsgate_reliability.wiring.connections import Connections
from docsgate_reliability.world import World

RFC = Path(__file__).parents[2] / "docs-cms" / "rfcs" / "rfc-009-reliability-patterns.md"
PORTS = {
    "KeyValue": "key-value",
    "ObjectStore": "objects",
    "Queue": "queue",
    "Log": "log",
    "TransactionalStore": "transactional",
    "ChangeSource": "changes",
}
EMBEDDED = [
    pytest.param(port, kind, opener, id=f"{port}-{kind}")
    for port, table in TABLES.items()
    for kind, opener in table.items()
    if set(inspect.signature(opener).parameters) <= {"folder"}
]


def providers(port):
    return {kind for kind in KINDS if port in KINDS[kind].ports}


async def opened(port, connections, backend):
    """The adapter of a port that a configuration with this backend gets."""
    match port:
        case "key-value":
            return await connections.key_value(backend, "test")
        case "objects":
            return await connections.objects(backend)
        case "queue":
            return await connections.queue(backend, "test", ("billing",), None)
        case "log":
            return await connections.log(backend, "test")
        case "transactional":
            return await connections.transactional(backend)
        case "changes":
            return await connections.changes(backend, "test", ["rel_bucket"])


def test_the_room_of_each_engine_says_what_is_in_it():
    folder = Path(adapters.__file__).parent
    rooms = {path.parent for path in folder.glob("*/*.py")}
    assert rooms
    assert [room.name for room in rooms if not (room / "__init__.py").exists()] == []


@pytest.mark.parametrize("port", TABLES)
def test_the_contracts_run_on_every_backend_that_a_configuration_may_name(port):
    assert {kind.partition(":")[0] for kind in TABLES[port]} == providers(port)


@pytest.mark.parametrize(("port", "kind", "opener"), EMBEDDED)
async def test_a_configuration_opens_the_adapter_that_was_tested(port, kind, opener, tmp_path):
    """Adapters that need a server are opened from a configuration in `test_wiring`."""
    needs = inspect.signature(opener).parameters
    options = {key: str(tmp_path / "opened") for key in KINDS[kind].required}
    backend = Backend("one", kind, {**dict(KINDS[kind].optional), **options}, None)
    async with AsyncExitStack() as stack:
        tested = await stack.enter_async_context(opener(**dict.fromkeys(needs, tmp_path)))
        found = await opened(port, Connections(stack, World()), backend)
        assert type(found) is type(tested[-1] if isinstance(tested, tuple) else tested)


def kinds_of(heading):
    """The types of backends that a column of the table is about: `SQLite and files` are two."""
    names = [name.lower().replace(" ", "-") for name in heading.split(" and ")]
    names = [ALIASES.get(name, name) for name in names]
    return {kind for kind in KINDS if kind in names or kind.partition("-")[2] in names}


def test_the_rfc_says_which_backend_has_an_adapter_of_which_port():
    text = RFC.read_text(encoding="utf-8")
    table = text[text.index("| port |") :].split("\n\n")[0]
    lines = table.split("\n")
    heading, _, *rows = ([cell.strip() for cell in line.split("|")[1:-1]] for line in lines)
    columns = [kinds_of(cell) for cell in heading[1:]]
    said = {
        PORTS[port.strip("`")]: {column for column, cell in enumerate(cells) if cell == "yes"}
        for port, *cells in rows
    }

    assert set().union(*columns) == {kind for kind in KINDS if KINDS[kind].ports}
    assert said == {
        port: {number for number, kinds in enumerate(columns) if kinds & providers(port)}
        for port in TABLES
    }
