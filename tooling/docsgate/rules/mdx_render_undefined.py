r"""
A name in braces compiles and is not defined when the page is rendered.

`{user_id}` is a JavaScript expression: the build of the page, or the page itself, stops with
`user_id is not defined`. Only names that the document imports or exports, and those of JavaScript,
MDX and the site, exist.

Write `\{user_id}`, or put it in backticks.

Before:

    The key is user:{user_id}.

After:

    The key is user:\{user_id}.
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

ID = "mdx-render-undefined"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report what compiles and is found under this name when the page is rendered."""
    return mdx_diagnostics(document, ID, targets_of(project.config, document.path))
