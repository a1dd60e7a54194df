"""The configuration of a run, in few words."""

from docsgate.commands.configure import configure
from docsgate.commands.request import Request

ALL = ("mkdocs", "github", "docusaurus")


def configured(paths=(), *, targets=None, **choices):
    """`choices` are fields of a `Request`; lists will do.

    Without `targets`, those of a configuration file count, and all readers are asked where it
    names none, but for sites that are not judged; with empty `targets`, those that are there.
    """
    given = {name: tuple(one) if isinstance(one, list) else one for name, one in choices.items()}
    config = configure(Request(paths=tuple(paths), targets=tuple(targets or ()), **given))
    is_judged = all(site.generator.is_judged for site in config.sites)
    if targets is None and config.finds_targets and is_judged:
        return configure(Request(paths=tuple(paths), targets=ALL, **given))
    return config
