"""News between processes by NOTIFY: a name was published to, so whoever waits for it may look.

A NOTIFY inside of the publishing transaction would make all such commits wait for each other, since
the server takes one lock for them (PostgreSQL, "NOTIFY"). So it is sent after the commit, at most
so often, and may be lost. Who waits looks from time to time anyway.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from contextvars import Context
from typing import TYPE_CHECKING, Any, Final

from ...errors import ReliabilityError

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from ...arrivals import Arrivals
    from .connections import Connections

NEWS: Final = "rel_news"
NOTIFY: Final = "SELECT pg_notify(%s, name) FROM unnest(%s::text[]) AS name"
TOGETHER_SECONDS: Final = 0.01  # Names that are told within this time are sent together.
AGAIN_SECONDS: Final = 1.0


class News:
    """Sends the names that are told here, and tells `arrivals` those that others send."""

    def __init__(self, connections: Connections, arrivals: Arrivals) -> None:
        self._connections, self._arrivals = connections, arrivals
        self._names: set[str] = set()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def send(self, name: str) -> None:
        """Tell the other processes soon."""
        self._names.add(name)
        self._run("send", self._send)

    def listen(self) -> None:
        """Hear what other processes send, from now on."""
        self._run("listen", self._listen)

    def _run(self, what: str, work: Any) -> None:
        if what not in self._tasks or self._tasks[what].done():
            coroutine: Coroutine[Any, Any, None] = work()
            loop = asyncio.get_running_loop()
            self._tasks[what] = loop.create_task(coroutine, context=Context())

    async def _send(self) -> None:
        while self._names:
            await asyncio.sleep(TOGETHER_SECONDS)
            names, self._names = sorted(self._names), set()
            with suppress(ReliabilityError):
                connection = await self._connections.begun()
                try:
                    await self._connections.run(connection, NOTIFY, NEWS, names)
                    await self._connections.run(connection, "COMMIT")
                finally:
                    await self._connections.give_back(connection)

    async def _listen(self) -> None:
        while True:
            with suppress(ReliabilityError, self._connections.psycopg.OperationalError):
                connection = await self._connections.opened()
                try:
                    await self._connections.run(connection, f"LISTEN {NEWS}")
                    async for news in connection.notifies():
                        self._arrivals.tell(news.payload)
                finally:
                    await connection.close()
            await asyncio.sleep(AGAIN_SECONDS)

    async def close(self) -> None:
        """Stop sending and listening."""
        for task in self._tasks.values():
            task.cancel()
        await asyncio.gather(*self._tasks.values(), return_exceptions=True)
        self._tasks.clear()
