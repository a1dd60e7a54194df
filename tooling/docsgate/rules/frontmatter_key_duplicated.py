"""
A frontmatter key stands twice.

Docusaurus refuses the document; mkdocs and GitHub silently keep the last value.

Delete the one that is wrong.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "frontmatter-key-duplicated"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report the second and every later occurrence of a key."""
    seen: dict[str, int] = {}
    for entry in document.frontmatter.fields if document.frontmatter else ():
        line, _ = document.source.position(entry.key_span.start)
        if entry.key in seen:
            message = f"`{entry.key}` was already set on line {seen[entry.key]}"
            yield Diagnostic(ID, document.path, entry.key_span, message, "delete one of the two")
        seen.setdefault(entry.key, line)
