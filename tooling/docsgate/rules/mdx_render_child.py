r"""
An expression yields a value that cannot be shown.

React refuses objects as children: `{{a: 1}}`, a regular expression, a promise. The page fails when
it is rendered.

Write `\{` where text was meant, or an expression that yields text.

Before:

    The answer is {{size: 3}}.

After:

    The answer is \{\{size: 3}}.
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

ID = "mdx-render-child"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report what compiles and is found under this name when the page is rendered."""
    return mdx_diagnostics(document, ID, targets_of(project.config, document.path))
