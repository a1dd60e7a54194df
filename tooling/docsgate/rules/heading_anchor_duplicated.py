"""
Two headings under the same parent have the same anchor.

The second gets `-1` on GitHub and `_1` on the site, so no link to it works in both places, and
when the sections trade places, so do the targets of old links.

Give one of them another name. Headings of the same name under different parents (`Positive`
under each option) are left alone.

Before:

    ## Costs

    Memory is dear.

    ## Costs

    So is time.

After:

    ## Costs in memory

    Memory is dear.

    ## Costs in time

    So is time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from ..readers.slugs import github_slug
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document, Heading
    from ..project import Project

ID = "heading-anchor-duplicated"
WEIGHT = Weight.STYLE


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report a heading whose slug a sibling before it has."""
    open_sections: list[tuple[int, dict[str, Heading]]] = [(0, {})]
    for heading in document.headings:
        if document.is_upside_down(heading.span.start):
            return
        while open_sections[-1][0] >= heading.level:
            open_sections.pop()
        siblings = open_sections[-1][1]
        slug = github_slug(heading.text)
        if slug and slug in siblings:
            line, _ = document.source.position(siblings[slug].span.start)
            message = f"the heading on line {line} has the same anchor `#{slug}`"
            help_ = "give one of them another name"
            yield Diagnostic(ID, document.path, heading.text_span, message, help_, Severity.WARNING)
        siblings.setdefault(slug, heading)
        open_sections.append((heading.level, {}))
