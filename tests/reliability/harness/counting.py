"""A SQLite connection that counts commits and can be made to fail, and tools for its engine."""

import sqlite3
import threading
import time
from contextlib import contextmanager

from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.connection import connect
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.values import ABSENT


class Counting:
    """A connection that counts commits, and can be told to fail the next one."""

    def __init__(self, path):
        self._inner, self.commits, self.fail = connect(path), 0, False
        self.close, self.breaks_at = self._inner.close, None
        self.commit_seconds, self.threads = 0.0, []

    @property
    def in_transaction(self):
        return self._inner.in_transaction

    def execute(self, sql, parameters=()):
        if sql == "COMMIT":
            self.commits += 1
            self.threads.append(threading.get_ident())
            time.sleep(self.commit_seconds)
            if self.fail:
                self.fail = False
                raise sqlite3.OperationalError("disk I/O error")
        if self.breaks_at is not None and self.breaks_at in parameters:
            self.breaks_at = None
            self._inner.execute("ROLLBACK")  # SQLite itself does this after some disk errors.
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_WRITE
            raise error
        return self._inner.execute(sql, parameters)


@contextmanager
def watched(path):
    """An engine on the file `path` with two such connections."""
    engine = SqliteEngine(path, opener=Counting)
    engine._writer.commits = 0
    yield engine
    engine.close()


async def put(engine, key):
    return await SqlStore(engine).bucket("rows").put(key, b"", expect=ABSENT)


async def keys(engine):
    return [key async for key, _ in SqlStore(engine).bucket("rows").scan()]
