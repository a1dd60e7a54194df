"""Expected trouble: a request that cannot be carried out. `__main__` shows it and exits with 2."""


class Trouble(Exception):  # noqa: N818 - the name of the idea
    """What went wrong and what to do, in one line for the person who asked."""


class UsageError(Trouble):
    """The arguments cannot be carried out."""


class ConfigError(Trouble):
    """The configuration cannot be used. The text starts with `file:line:column: `."""


class WriteError(Trouble):
    """A file could not be written. Nothing was lost; the text says which file and why."""
