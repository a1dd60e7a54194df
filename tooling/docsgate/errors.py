"""Expected trouble: a request that cannot be carried out. `__main__` shows it and exits with 2."""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818 - the name of the idea
    """What went wrong and what to do, in one line for the person who asked."""


class UsageError(Trouble):
    """The arguments cannot be carried out."""


class ConfigError(Trouble):
    """The configuration cannot be used. The text starts with `file:line:column: `."""


class WriteError(Trouble):
    """A file could not be written. Nothing was lost; the text says which file and why."""


class RefusedError(Exception):
    """A file is no document that is read: `message` says why, `help` what to do."""

    def __init__(self, message: str, help_: str) -> None:
        """Both are one line, as in a finding."""
        super().__init__(message)
        self.message, self.help = message, help_

    @classmethod
    def too_large(cls, size_bytes: int, bytes_max: int) -> RefusedError:
        """What is larger than `bytes_max`."""
        size, limit = size_bytes / 1e6, bytes_max / 1e6
        message = f"has {size:.0f} MB, more than the {limit:.0f} MB that a document may have"
        return cls(message, "split it, or exclude it in the configuration")
