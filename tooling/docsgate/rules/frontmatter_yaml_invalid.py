"""
The frontmatter is not valid YAML.

The site build stops, or shows the block as text; no field can be read.

Correct the line of the finding, which is the first that YAML cannot read. Frequent causes: a value
that holds `: ` or starts with `[`, `{`, `@`, `*` or a backtick, without quotes around it; a quote
that is not closed; uneven indentation. Files in a folder `archetypes`, which are templates of Hugo,
are left alone.

Before:

    ---
    title: ADR-007: One cache
    ---

After:

    ---
    title: "ADR-007: One cache"
    ---
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..model.roles import is_archetype
from . import frontmatter_tab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "frontmatter-yaml-invalid"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report the first place that YAML cannot read."""
    front = document.frontmatter
    if front is None or front.problem is None or is_archetype(document.path):
        return
    place = document.source.position(front.problem.span.start)[0]
    for tab in frontmatter_tab.indentation_tabs(document.source.text, front):
        if document.source.position(tab.start)[0] == place:
            return  # The tab is the cause, and has a finding of its own.
    message = f"invalid YAML: {front.problem.message}"
    yield Diagnostic(ID, document.path, front.problem.span, message, front.problem.help)
