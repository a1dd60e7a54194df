"""Embedded engines and locks with the mistakes that `test_rivals.py` must catch."""

from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.adapters.sqlite.lock import WriteLock


class ErrorsAtOnce(SqliteEngine):
    """Tells a member that it failed before the others, whose writes it has read, are committed."""

    async def _see_the_others_through(self, committed):
        pass


class OpenWhileAnybodyWaits(SqliteEngine):
    """Lets everybody join who wants to, however long the first member has been waiting."""

    def _may_grow(self):
        return self._waiting > 0


class Livelocked(ErrorsAtOnce, OpenWhileAnybodyWaits):
    """Makes both mistakes."""


class NoWay(WriteLock):
    """Begins again right after its commit, whoever else waits."""

    async def _give_way(self):
        pass


class NeverStubborn(WriteLock):
    """Gives way each time, also to a process that is stopped and will never begin."""

    async def _give_way(self):
        self._stubborn_until = 0.0
        await super()._give_way()
