r"""
An expression is shown as its value, or vanishes.

`{1, 3}` shows `3`, `{}` and `{true}` show nothing: readers of the MDX site see something else than
readers on GitHub.

Write `\{` where text was meant.

Before:

    The slots {1, 3} are free.

After:

    The slots \{1, 3} are free.
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

ID = "mdx-render-value"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report what compiles and is found under this name when the page is rendered."""
    return mdx_diagnostics(document, ID, targets_of(project.config, document.path))
