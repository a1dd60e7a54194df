"""
A document has the same tag twice.

Tag pages list the document twice, or merge two spellings that the author took for different.

Delete one. `--fix` does, in lists of the form `[a, b]` and in lists of one tag a line.

Before:

    ---
    tags: [storage, cache, storage]
    ---

After:

    ---
    tags: [storage, cache]
    ---
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ..diagnostics import Claim, Diagnostic, Edit, Fix, Severity
from ..text import LINE_ENDING, Span
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..model.frontmatter import Value
    from ..project import Project

ID = "frontmatter-tag-duplicated"
WEIGHT = Weight.STYLE


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report the second and every later occurrence of a tag, whatever its case."""
    entry = document.get("tags")
    if entry is None or document.is_template:
        return
    seen: set[str] = set()
    for previous, item in pairwise(entry.value.items):
        seen.add(_key(previous))
        if _key(item) and _key(item) in seen:
            extent = _with_separator(document, previous.span, item.span)
            fix = Fix((Edit(extent, ""),), Claim.FIELD) if extent else None
            message = f"tag `{item.text}` stands twice"
            yield Diagnostic(
                ID, document.path, item.span, message, "delete one", Severity.WARNING, fix=fix
            )


def _key(tag: Value) -> str:
    return tag.text.strip().lower()


def _with_separator(document: Document, previous: Span, item: Span) -> Span | None:
    """The duplicate with what separates it from the tag before: a comma, or its own lines.

    None where a comment stands between, which must not be lost.
    """
    text = document.source.text
    between = text[previous.end : item.start]
    if between.strip() == ",":
        return Span(previous.end, item.end)
    ending = LINE_ENDING.search(text, item.end)
    end = ending.end() if ending else item.end
    if between.strip() != "-" or text[item.end : end].strip():
        return None
    line, _ = document.source.position(item.start)
    return Span(document.source.line(line).start, end)
