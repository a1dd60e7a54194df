"""
An expression or a tag goes on in a line that lacks the prefix of its list or quote.

CommonMark lets a paragraph continue without the prefix; MDX does not let a block expression do so,
and the build stops.

Indent the line as the list item is, or write `>` before it.

Before:

    > {/* Ask the
    storage team. */}

After:

    > {/* Ask the
    > storage team. */}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.readers_there import targets_of
from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-line-lazy"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID, targets_of(project.config, document.path))
