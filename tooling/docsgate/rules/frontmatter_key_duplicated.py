"""
The frontmatter has a key twice.

Docusaurus refuses the document; mkdocs and GitHub silently keep the last value.

Delete the one that is wrong.

Before:

    ---
    status: Proposed
    date: 2026-03-01
    status: Accepted
    ---

After:

    ---
    date: 2026-03-01
    status: Accepted
    ---
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..model.frontmatter import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..model.frontmatter import Frontmatter
    from ..project import Project
    from ..text import Span

ID = "frontmatter-key-duplicated"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report the second and every later occurrence of a key."""
    front = document.frontmatter
    if front is None:
        return
    for keys in _mappings(front):
        seen: dict[str, Span] = {}
        for key, span in keys:
            if key in seen:
                line, _ = document.source.position(seen[key].start)
                message = f"`{key}` was already set on line {line}"
                yield Diagnostic(ID, document.path, span, message, "delete one of the two")
            seen.setdefault(key, span)


def _mappings(front: Frontmatter) -> Iterator[list[tuple[str, Span]]]:
    """The keys of each mapping, at the top and inside values."""
    yield [(entry.key, entry.key_span) for entry in front.fields]
    values = [entry.value for entry in front.fields]
    while values:
        value = values.pop()
        if value.items and value.items[0].span.start < value.span.start:
            continue  # An alias: what it stands for is seen where it is written.
        values += value.items
        if value.kind is ValueKind.MAPPING:
            yield [(key.text, key.span) for key in value.items[::2]]
