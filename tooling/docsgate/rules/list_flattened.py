"""
GitHub shows a list, and the site runs it together or flattens it.

Python-Markdown, which builds the site, is stricter than CommonMark: a list needs a blank line
before it, a nested item needs four more spaces for each level, and only `1.` counts, not `1)`.
Otherwise the items become one run-on paragraph, or all are shown on one level. An empty item needs
a space behind its marker, a list after fenced code a blank line. In quotes the same holds.

Leave a blank line before the list, and indent nested items and their paragraphs by four spaces;
both are right everywhere. Or add the Markdown extension `docsgate.gfm_lists` to mkdocs.yml, which
reads lists as GitHub does; then nothing is reported.

Before:

    To start:
    - Install it:
      - on Linux,
      - on macOS.

After:

    To start:

    - Install it:
        - on Linux,
        - on macOS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.readers_there import mkdocs_of, reads_lists_otherwise
from .shared.flattened_lists import ID, USUAL_SITE, flattened_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

__all__ = ["ID", "check"]


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report the first item of each list that Python-Markdown reads otherwise."""
    if reads_lists_otherwise(project.config, document.path):
        site = mkdocs_of(project.config, document.path, project.site) or USUAL_SITE
        yield from flattened_lists(document, site)
