"""A failed statement ends its transaction, on every SQL engine alike.

    BEGIN ─ INSERT ─ INSERT fails ─ the block catches the error ─ COMMIT     raises `Aborted`
    BEGIN ─ SAVEPOINT a ─ INSERT fails ─ ROLLBACK TO a ─ COMMIT              commits the rest

PostgreSQL takes nothing more in such a transaction, and answers `COMMIT` by undoing everything
without an error (PostgreSQL, "COMMIT" and error 25P02). psycopg passes that on in silence. SQLite
undoes only the failed statement and goes on (SQLite, "ON CONFLICT clause", ABORT). Code that was
tested on SQLite would therefore lose its writes on PostgreSQL, and nobody would be told.

Of the two ways to make them alike, a savepoint around each statement would commit half of a block
that did not foresee the failure, and costs PostgreSQL two more statements for each. So a failure
ends the transaction, as in Django ("TransactionManagementError") and SQLAlchemy
("PendingRollbackError"), and a caller who foresees one says so by a savepoint.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ...errors import Aborted, Misused

if TYPE_CHECKING:
    from ...values import Rows
    from .dialect import Execute

UNDO = re.compile(r"\s*ROLLBACK\s+(?:TRANSACTION\s+|WORK\s+)?TO\b", re.IGNORECASE)


class Guard:
    """Runs the statements of one transaction: none after one that failed, and none after its end.

    A statement after the end would be part of whatever transaction its connection is in then.
    """

    def __init__(self, run: Execute) -> None:
        self._run = run
        self._failure: BaseException | None = None
        self.is_over = False

    async def __call__(self, sql: str, /, *parameters: Any) -> Rows:
        """See `Execute`. Raises `Aborted` after a failure, but for `ROLLBACK TO` a savepoint.

        Raises `Misused` after the end of the transaction.
        """
        self.refuse_over()
        undo = self._failure is not None and UNDO.match(sql)
        if not undo:
            self.refuse_failed()
        try:
            rows = await self._run(sql, *parameters)
        except BaseException as error:
            self.fail(error)
            raise
        if undo:
            self._failure = None
        return rows

    def fail(self, error: BaseException) -> None:
        """End the transaction because of `error`."""
        self._failure = error

    def refuse_over(self) -> None:
        """Raise `Misused` if the block of the transaction was left."""
        if self.is_over:
            raise Misused("the transaction is over: its block was left")

    def refuse_failed(self) -> None:
        """Raise `Aborted` if a statement failed, with its error as the cause."""
        if self._failure is not None:
            kind = type(self._failure).__name__
            raise Aborted(
                f"a call in this transaction failed with {kind}: {self._failure}"
            ) from self._failure
