"""
A tag in lower case is no HTML element, so browsers show nothing of it.

`<uuid></uuid>` compiles and renders; the reader sees an empty place.

Write `&lt;uuid>`, or put it in backticks.

Before:

    Call `get` with <uuid></uuid>.

After:

    Call `get` with &lt;uuid>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-render-placeholder"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what compiles and is found under this name when the page is rendered."""
    return mdx_diagnostics(document, ID)
