"""
A tag stands twice.

Tag pages list the document twice, or merge two spellings that the author took for different.

Delete one. `--fix` does, in lists of the form `[a, b]` and in lists of one tag a line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..collections import is_template
from ..diagnostics import Diagnostic, Edit, Fix, Severity
from ..text import LINE_ENDING, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "frontmatter-tag-duplicated"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report the second and every later occurrence of a tag, whatever its case."""
    entry = document.get("tags")
    if entry is None or is_template(document):
        return
    seen: set[str] = set()
    previous: Span | None = None
    for item in entry.value.items:
        key = item.text.strip().lower()
        if key and key in seen and previous is not None:
            extent = _with_separator(document, previous, item.span)
            fix = Fix((Edit(extent, ""),)) if extent else None
            message = f"tag `{item.text}` stands twice"
            yield Diagnostic(
                ID, document.path, item.span, message, "delete one", Severity.WARNING, fix=fix
            )
        seen.add(key)
        previous = item.span


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
    line_start = max(text.rfind("\n", 0, item.start), text.rfind("\r", 0, item.start)) + 1
    return Span(line_start, end)
