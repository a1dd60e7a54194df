"""The configuration of a run, in few words."""

from docsgate.commands.configure import configure
from docsgate.commands.request import Request

ALL = ("mkdocs", "github", "docusaurus")


def configured(paths=(), *, targets=ALL, **choices):
    """`choices` are fields of a `Request`; lists will do.

    All readers are asked, whatever is there; with empty `targets`, those that are there.
    """
    choices["targets"] = targets
    given = {name: tuple(one) if isinstance(one, list) else one for name, one in choices.items()}
    return configure(Request(paths=tuple(paths), **given))
