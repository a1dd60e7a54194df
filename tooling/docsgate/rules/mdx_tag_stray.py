"""
A closing tag closes nothing.

No tag of that name is open, so MDX refuses the document; browsers ignore such a tag.

Delete it, or add the opening tag that is missing.

Before:

    The cache is shared.</p>

After:

    The cache is shared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-tag-stray"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
