"""An adapter of `KeyValue` that needs no engine: a JSON file for each bucket."""

from contributions.lines import above, below

FACE = '"""Key-value in JSON files."""\n'
MODULE = '''\
"""
Key-value in a JSON file for each bucket, for few values that people want to look at.

Each call holds a lock on a file beside it. A change writes the whole file anew, syncs it, and puts
it in the place of the old one.
"""

from __future__ import annotations

import fcntl
import json
import math
import os
from base64 import b64decode, b64encode
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from ...errors import Conflict
from ...values import ABSENT, Entry
from ...world import SystemClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from ...world import Clock

EMPTY = '{"last": 0, "rows": {}}'


class JsonFileKeyValue:
    """See `KeyValue`. The file also holds the last version, so that none is used twice."""

    def __init__(self, folder: Path | str, bucket: str, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._path = Path(folder, quote(bucket, safe="") + ".json")
        self._path.parent.mkdir(parents=True, exist_ok=True)

    async def get(self, key: str) -> Entry | None:
        """See `KeyValue`."""
        with self._locked() as state:
            return self._live(state, key)

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        """See `KeyValue`."""
        lasts = ttl_seconds is None or ttl_seconds == math.inf
        with self._locked() as state:
            self._check(state, key, expect)
            version: int = state["last"] + 1
            state["last"] = version
            expires = None if lasts else self._clock.now() + (ttl_seconds or 0.0)
            state["rows"][key] = [b64encode(value).decode(), version, expires]
            self._write(state)
        return version

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        """See `KeyValue`."""
        with self._locked() as state:
            self._check(state, key, expect)
            if state["rows"].pop(key, None):
                self._write(state)

    async def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        """See `KeyValue`."""
        with self._locked() as state:
            found = {key: self._live(state, key) for key in state["rows"] if key.startswith(prefix)}
        for key, entry in sorted(found.items()):
            if entry is not None:
                yield key, entry

    @contextmanager
    def _locked(self) -> Iterator[dict[str, Any]]:
        with self._path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            known = self._path.exists()
            text = self._path.read_text(encoding="utf-8") if known else EMPTY
            yield json.loads(text)

    def _live(self, state: dict[str, Any], key: str) -> Entry | None:
        value, version, expires = state["rows"].get(key, ("", 0, 0.0))
        over = expires is not None and expires <= self._clock.now()
        return None if over else Entry(b64decode(value), version)

    def _check(self, state: dict[str, Any], key: str, expect: int | None) -> None:
        entry = self._live(state, key)
        version = ABSENT if entry is None else entry.version
        if expect is not None and expect != version:
            raise Conflict(f"`{key}` has version {version}, not {expect}")

    def _write(self, state: dict[str, Any]) -> None:
        new = self._path.with_suffix(".new")
        with new.open("w", encoding="utf-8") as file:
            json.dump(state, file)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
'''
OPENER = """\
@asynccontextmanager
async def json_file_key_value(folder):
    yield JsonFileKeyValue(folder, "test")

"""
BRANCH = """\
        if backend.type == "json-file":
            return JsonFileKeyValue(backend.options["path"], bucket, self._world.clock)"""
COLUMN = {"| port |": " JSON file |", "|---": "---|", "| `KeyValue` |": " yes |"}


def with_column(text):
    """The table of ports with a column for the adapter."""
    start = text.index("| port |")
    end = text.index("\n\n", start)
    rows = text[start:end].split("\n")
    cells = (
        next((new for old, new in COLUMN.items() if row.startswith(old)), " |") for row in rows
    )
    table = "\n".join(row + cell for row, cell in zip(rows, cells, strict=True))
    return text[:start] + table + text[end:]


def then(*changes):
    """One change after the other."""

    def change(text):
        for each in changes:
            text = each(text)
        return text

    return change


ADDITIONS = {
    "tooling/docsgate_reliability/adapters/<name>/__init__.py": lambda _: FACE,
    "tooling/docsgate_reliability/adapters/<name>/<port>.py": lambda _: MODULE,
    "tooling/docsgate_reliability/configuration/backends.py": below(
        '    "files": ', '    "json-file": _kind("key-value", "path"),'
    ),
    "tooling/docsgate_reliability/wiring/connections.py": then(
        above(
            "from ..adapters.memory.log import",
            "from ..adapters.json_file.key_value import JsonFileKeyValue",
        ),
        above('        if backend.type == "valkey":', BRANCH),
    ),
    "tests/reliability/harness/adapters.py": then(
        above(
            "from docsgate_reliability.adapters.memory.changes import",
            "from docsgate_reliability.adapters.json_file.key_value import JsonFileKeyValue",
        ),
        above("@asynccontextmanager\nasync def memory_objects", OPENER),
        above('    "postgres": postgres_key_value', '    "json-file": json_file_key_value,'),
    ),
    "docs-cms/rfcs/rfc-009-reliability-patterns.md": with_column,
}
NAMES = {"<name>": "json_file", "<type>": "json-file", "<port>": "key_value"}
