"""
A tag is started and never reaches its `>`.

A blank line or the end of the document comes first, so MDX gives up, and the build stops.

Close the tag, or write `&lt;` or backticks where none was meant.

Before:

    - names: List<String

After:

    - names: `List<String>`
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-tag-unfinished"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
