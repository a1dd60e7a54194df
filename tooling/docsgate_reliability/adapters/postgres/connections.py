"""The connections of one engine: opened when they are needed, kept, and every call ends in time.

psycopg waits for an answer without end, even after it was cancelled, since the server has to
confirm that. So a call that is not answered in time has its socket shut down. psycopg then finds
the end of the stream, as it does when a server dies, and what became of the call is not known.

A connection that was idle may have ended with its server. Each transaction starts with `BEGIN`,
which changes nothing, so it is simply sent again on another connection.
"""

from __future__ import annotations

import asyncio
import select
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from ...errors import Conflict, Rejected, Unavailable
from ..installed import load

if TYPE_CHECKING:
    from collections.abc import Iterator

CONNECT_SECONDS: Final = 5
ANSWER_SECONDS: Final = 10.0


class Connections:
    """The connections to one address."""

    def __init__(self, url: str, answer_seconds: float) -> None:
        self.psycopg = load("psycopg", "postgres")
        self._url, self._answer_seconds = url, answer_seconds
        self._idle: list[Any] = []

    async def run(self, connection: Any, query: str, *parameters: Any) -> Any:
        """Run one statement with psycopg's `%s`, and return its cursor.

        Raises `Unavailable` when there is no answer in time.
        """
        with self._translated(), in_time(connection, self._answer_seconds):
            return await connection.execute(query, parameters or None)

    async def begun(self) -> Any:
        """A connection in a transaction. Raises `Unavailable`."""
        while self._idle:
            connection = self._idle.pop()
            if not connection.closed and not _has_ended(connection):
                with suppress(self.psycopg.OperationalError):
                    return await self._begin(connection)
            await connection.close()
        with self._translated():
            return await self._begin(await self.opened())

    async def _begin(self, connection: Any) -> Any:
        """Begin a transaction on a connection, or close it."""
        try:
            with in_time(connection, self._answer_seconds):
                await connection.execute("BEGIN")
        except BaseException:
            await connection.close()
            raise
        return connection

    async def opened(self) -> Any:
        """A new connection. Raises `Unavailable`."""
        connect = self.psycopg.AsyncConnection.connect
        try:
            async with asyncio.timeout(2 * CONNECT_SECONDS):  # Finding the address takes time, too.
                with self._translated():
                    return await connect(
                        self._url, autocommit=True, connect_timeout=CONNECT_SECONDS
                    )
        except TimeoutError as error:
            raise Unavailable(f"no connection within {2 * CONNECT_SECONDS} s") from error

    async def give_back(self, connection: Any) -> None:
        """Keep the connection for the next one, after undoing a transaction that is still open."""
        status = self.psycopg.pq.TransactionStatus
        if connection.info.transaction_status in (status.INTRANS, status.INERROR):
            with suppress(Unavailable):
                await self.run(connection, "ROLLBACK")
        if connection.closed or connection.info.transaction_status != status.IDLE:
            await connection.close()
        else:
            self._idle.append(connection)

    async def close(self) -> None:
        """Close the idle connections."""
        while self._idle:
            await self._idle.pop().close()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Raise the errors of the server as those of `errors.py` that the caller can act on."""
        errors = self.psycopg.errors
        try:
            yield
        except (errors.SerializationFailure, errors.DeadlockDetected) as error:
            raise Conflict(str(error)) from error
        except errors.ProgramLimitExceeded as error:
            raise Rejected(str(error)) from error  # A name that is too long for an index.
        except self.psycopg.OperationalError as error:
            raise Unavailable(str(error)) from error


@contextmanager
def in_time(connection: Any, seconds: float) -> Iterator[None]:
    """Raise `Unavailable` if the calls of the block are not answered so soon."""
    late: list[bool] = []
    timer = asyncio.get_running_loop().call_later(seconds, _cut, connection, late)
    try:
        yield
    except Exception as error:
        if late:
            raise Unavailable(f"PostgreSQL did not answer within {seconds} s") from error
        raise
    finally:
        timer.cancel()


def _cut(connection: Any, late: list[bool]) -> None:
    """End the stream of a connection, without closing the file that psycopg waits for."""
    late.append(True)
    if not connection.closed:
        borrowed = socket.socket(fileno=connection.fileno())
        try:
            with suppress(OSError):  # It ended at this moment.
                borrowed.shutdown(socket.SHUT_RDWR)
        finally:
            borrowed.detach()


def _has_ended(connection: Any) -> bool:
    """Whether the server has sent anything to an idle connection, which is mostly its end."""
    if not hasattr(select, "poll"):  # Windows, where `BEGIN` finds out.
        return False
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))
