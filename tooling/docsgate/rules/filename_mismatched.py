"""
A file name does not follow its collection's pattern.

The number cannot be read from it, so duplicates and mismatches with `id` and title stay unseen,
and lists sort it to the wrong place.

Rename the file, with `git mv`, to the form of its neighbours. Index pages (`index.md`,
`README.md`) and templates are left alone. Where no pattern was configured, a file that says a
status needs a number if at least four in five of the files in the folder have one, and there are
five or more; the message says how many.

Before:

    docs-cms/adr/adr-7-One_Cache.md

After:

    docs-cms/adr/adr-007-one-cache.md
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..decisions.numbering import number_of
from ..diagnostics import Diagnostic
from ..late_pattern import LatePattern
from ..model.roles import membership
from ..readers.docs_folders import is_below
from ..text import START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Collection
    from ..model.document import Document
    from ..project import Project

ID = "filename-mismatched"

_PARTS = LatePattern(
    r"(?P<prefix>[A-Za-z]*)[-_ .]*+(?P<number>\d{1,5})(?!\d)(?P<slug>.*)\.[a-z]+",
    re.IGNORECASE | re.ASCII,
)
_SEPARATORS = LatePattern(r"[\W_]+")


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report a member of a collection whose name the pattern does not match."""
    collection, kind = document.membership, document.collection
    if kind and kind.is_observed:
        yield from _check_custom(document, kind, project)
        return
    if collection is None or collection.filename is None:
        return
    if not collection.filename.compiled.fullmatch(document.name):
        message = f"`{document.name}` is not a file name of the collection {collection.name}"
        yield Diagnostic(ID, document.path, START, message, _help(collection, document.name))


def _check_custom(
    document: Document, collection: Collection, project: Project
) -> Iterator[Diagnostic]:
    """Report a decision without a number in a folder where most have one.

    What says no status may be any page about the decisions.
    """
    custom = collection.custom
    assert custom is not None, "loading tells what members do before a rule is asked"
    if custom.numbers is None or number_of(document):
        return
    from ..decisions.facts import status_of  # Few documents get here.

    bare = collection._replace(custom=None)
    if membership(document.path, bare, document.title) is None or not status_of(document):
        return
    taken = _numbers_below(custom.folder, project)
    message = f"`{document.name}` has no number; {custom.says(custom.numbers)} have one"
    help_ = f"give it the next number, {max(taken) + 1}"
    yield Diagnostic(ID, document.path, START, message, help_)


def _numbers_below(folder: str, project: Project) -> set[int]:
    """The numbers of the documents in `folder` and below it."""
    below = (one for path, one in project.outlines.items() if is_below(path, folder))
    return {int(digits) for one in below if (digits := number_of(one))}


def _help(collection: Collection, name: str) -> str:
    if not collection.anywhere:
        pattern = collection.filename.compiled.pattern if collection.filename else ""
        return f"the collection's pattern is `{pattern}`"
    parts = _PARTS.compiled.fullmatch(name)
    if parts is None:
        return f"rename it to `{collection.name}-NNN-short-title.md`"
    prefix = f"{collection.name}-" if parts["prefix"].lower() == collection.name else ""
    slug = _SEPARATORS.compiled.sub("-", parts["slug"].lower()).strip("-") or "short-title"
    return f"rename it to `{prefix}{int(parts['number']):03d}-{slug}.md`"
