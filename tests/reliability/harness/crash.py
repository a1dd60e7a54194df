"""A process that dies at a step, as far as a test in the same process can play it."""


class Crash(BaseException):
    """The process died. It is no `Exception`, so that no handler survives it by accident."""


class CrashAt:
    """Raises `Crash` when the named step is reached for the `count`-th time."""

    def __init__(self, name: str, count: int = 1) -> None:
        self._name, self._left = name, count

    def __call__(self, name: str) -> None:
        """Stop here, or go on."""
        if name == self._name:
            self._left -= 1
            if self._left == 0:
                raise Crash(name)
