"""A power cut for SQLite: unsynced writes are lost, all of them or those after some write.

The file system is an apsw VFS that remembers how to undo every write since the last sync of its
file. The adapter is the real one, with apsw connections.
"""

import asyncio
import os
import random
import shutil
import sqlite3
from importlib.util import find_spec
from pathlib import Path

import pytest

from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.values import ABSENT, Message

if find_spec("apsw") is None and not os.environ.get("DOCSGATE_REQUIRE_ENGINES"):
    reason = "apsw is not installed: pip install 'docsgate[engines]'"
    pytest.skip(reason, allow_module_level=True)
import apsw

CUTS = 60


class PowerCutFile(apsw.VFSFile):
    """Records, for each write and truncation, the bytes that were there before."""

    def __init__(self, vfs, name, flags):
        super().__init__("", name, flags)
        self._path = name.filename() if hasattr(name, "filename") else str(name)
        self._undo = vfs.undo

    def xWrite(self, data, offset):  # noqa: N802
        size = super().xFileSize()
        length = min(len(data), max(0, size - offset))
        before = super().xRead(length, offset) if length else b""
        self._undo.setdefault(self._path, []).append((offset, before, size))
        super().xWrite(data, offset)

    def xTruncate(self, size):  # noqa: N802
        before = super().xRead(super().xFileSize() - size, size)
        self._undo.setdefault(self._path, []).append((size, before, super().xFileSize()))
        super().xTruncate(size)

    def xSync(self, flags):  # noqa: N802
        self._undo.pop(self._path, None)
        super().xSync(flags)


class PowerCutVfs(apsw.VFS):
    def __init__(self, name):
        self.undo = {}
        super().__init__(name, "")

    def xOpen(self, name, flags):  # noqa: N802
        return PowerCutFile(self, name, flags)

    def cut(self, dice, *, everything):
        """Undo the unsynced writes: all of them, or all after some write of each file."""
        for path, writes in self.undo.items():
            kept = 0 if everything else dice.randrange(len(writes) + 1)
            with Path(path).open("r+b") as file:
                for offset, before, size in reversed(writes[kept:]):
                    file.seek(offset)
                    file.write(before)
                    file.truncate(size)


async def write(engine, dice):
    """Commit rows with their outbox rows, some at once; return the acknowledged numbers."""
    store, acked = SqlStore(engine), []

    async def commit(number):
        async with store.transaction() as tx:
            await tx.bucket("orders").put(f"{number}", b"x" * 200, expect=ABSENT)
            await tx.append("outbox", Message(f"{number}", b"x" * 200))
        acked.append(number)

    number = 0
    for _ in range(dice.randrange(5, 40)):
        group = range(number, number := number + dice.choice([1, 1, 1, 5]))
        await asyncio.gather(*map(commit, group))
        if dice.random() < 0.1:
            await engine.read("PRAGMA wal_checkpoint")
    return acked


def power_cut(folder, seed, synchronous, *, everything):
    """Do one run; return the acknowledged commits that are lost, and whether one is half there."""
    name = f"cut-{seed}-{synchronous}-{everything}"
    dice, vfs = random.Random(seed), PowerCutVfs(name)
    live, after = folder / "live", folder / "after"
    live.mkdir()

    def opener(path):
        return apsw.Connection(path, vfs=name)

    engine = SqliteEngine(live / "app.db", synchronous=synchronous, opener=opener)
    engine._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    acked = asyncio.run(write(engine, dice))
    vfs.cut(dice, everything=everything)
    after.mkdir()
    for name in ("app.db", "app.db-wal"):
        shutil.copy(live / name, after / name)
    engine.close()
    vfs.unregister()
    shutil.rmtree(live)
    found = judge(after / "app.db", acked)
    shutil.rmtree(after)
    return found


def judge(path, acked):
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        orders = {int(row[0]) for row in connection.execute("SELECT name FROM rel_bucket")}
        outbox = {int(row[0]) for row in connection.execute("SELECT id FROM rel_outbox")}
    connection.close()
    return len(set(acked) - orders), orders != outbox


@pytest.mark.parametrize("everything", [True, False], ids=["all unsynced", "from some write on"])
def test_no_acknowledged_commit_is_lost_in_a_power_cut(tmp_path, everything):
    results = [power_cut(tmp_path, n, "FULL", everything=everything) for n in range(CUTS)]
    assert results == [(0, False)] * CUTS


def test_below_full_acknowledged_commits_are_lost(tmp_path):
    """This shows that the test above can fail."""
    results = [power_cut(tmp_path, n, "NORMAL", everything=True) for n in range(CUTS)]
    assert sum(lost > 0 for lost, _ in results) > CUTS / 2
    assert not any(torn for _, torn in results)
