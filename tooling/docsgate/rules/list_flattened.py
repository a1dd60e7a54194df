"""
GitHub shows a list, and the site runs it together or flattens it.

Python-Markdown, which builds the site, is stricter than CommonMark: a list needs a blank line
before it, and a nested item needs four spaces. Without them the items become one run-on
paragraph, or all stand on one level.

Leave a blank line before the list, and indent nested items and their paragraphs by four spaces;
both are right everywhere. Or add the Markdown extension `docsgate.gfm_lists` to mkdocs.yml, which
reads lists as GitHub does; then nothing is reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..config import Target
from ..diagnostics import Diagnostic, Severity
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, ListItem, Project

ID = "list-flattened"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report the first item of each list that Python-Markdown reads otherwise."""
    if Target.MKDOCS not in project.config.targets or project.config.site_reads_gfm_lists:
        return
    after_heading = {heading.span.end for heading in document.headings}
    parents: list[ListItem] = []
    for item in document.list_items:
        if document.is_upside_down(item.span.start):
            return
        del parents[item.depth :]
        if item.first_in_list and not item.quoted and item.span.start not in after_heading:
            problem = _problem(document, item, parents)
            if problem:
                yield _finding(document, item, *problem)
        parents.append(item)


def _finding(document: Document, item: ListItem, message: str, help_: str) -> Diagnostic:
    span = Span(item.span.start, item.span.start + len(item.marker))
    return Diagnostic(
        ID, document.path, span, message, help_, Severity.WARNING, target=Target.MKDOCS.value
    )


def _problem(document: Document, item: ListItem, parents: list[ListItem]) -> tuple[str, str] | None:
    source = document.source
    line, column = source.position(item.span.start)
    if parents:
        parent_line, parent_column = source.position(parents[-1].span.start)
        if line != parent_line and column - parent_column < 4:
            message = f"the site flattens this list: nested by {column - parent_column} spaces"
            return message, "indent it by 4 spaces from its parent"
        return None
    if line > 1 and source.slice(source.line(line - 1)).strip():
        return "the site runs this list into the text above", "leave a blank line before it"
    return None
