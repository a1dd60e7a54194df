r"""
A brace opens an expression that never ends.

MDX reads on to the end of the block or of the document without finding its `}`, and the build
stops.

Write `\{` where a brace was meant as text.

Before:

    A block starts with { on its own line.

After:

    A block starts with \{ on its own line.
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

ID = "mdx-expression-unclosed"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID, targets_of(project.config, document.path))
