"""Reads pages of an outbox in a thread, so that large rows do not hold up the event loop."""

from __future__ import annotations

import asyncio
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Any

from ...values import Rows

if TYPE_CHECKING:
    from .connection import Connection


class Pager:
    """A connection on which one page is read at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._reading = connection, threading.Lock()

    async def read(self, sql: str, parameters: tuple[Any, ...], bytes_max: int) -> Rows:
        """See `SqlEngine.read_page`."""
        return await asyncio.to_thread(self._read, sql, parameters, bytes_max)

    def _read(self, sql: str, parameters: tuple[Any, ...], bytes_max: int) -> Rows:
        rows = Rows()
        with self._reading, closing(self._connection.execute(sql, parameters)) as cursor:
            for row in cursor:  # SQLite finds each row when it is asked for it.
                bytes_max -= len(row[-2]) + len(row[-1])
                if rows and bytes_max < 0:
                    break
                rows.append(row)
        return rows

    def close(self) -> None:
        """Close the connection, after the page that is being read."""
        with self._reading:
            self._connection.close()
