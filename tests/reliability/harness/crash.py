"""A process that dies at a step, as far as a test in the same process can play it."""

from docsgate_reliability.faults import FaultAt


class Crash(BaseException):
    """The process died. It is no `Exception`, so that no handler survives it by accident."""


def crash_at(name: str, count: int = 1) -> FaultAt:
    """A fault that raises `Crash`."""
    return FaultAt(name, count, _crash)


def _crash(name: str) -> None:
    raise Crash(name)
