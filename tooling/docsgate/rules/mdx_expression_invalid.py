r"""
The text between braces is no JavaScript expression.

MDX evaluates `{…}`. JSON, LaTeX, template placeholders with spaces and sets such as `{x y}` do not
parse, and the build stops.

Write `\{` in place of the brace, or put the text in backticks.

Before:

    Shard by {tenant id}.

After:

    Shard by \{tenant id}.
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

ID = "mdx-expression-invalid"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID, targets_of(project.config, document.path))
