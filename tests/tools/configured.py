"""The configuration of a run, in few words."""

from docsgate.commands.configure import configure
from docsgate.commands.request import Request


def configured(paths=(), **choices):
    """`choices` are fields of a `Request`; lists will do."""
    given = {name: tuple(one) if isinstance(one, list) else one for name, one in choices.items()}
    return configure(Request(paths=tuple(paths), **given))
