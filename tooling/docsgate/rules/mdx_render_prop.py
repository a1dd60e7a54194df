"""
An attribute is one that React refuses when the page is rendered.

`style="…"` must be an object, elements such as `<br>` have no content, and
`dangerouslySetInnerHTML` has a form of its own.

Write what the finding says; `style={{color: 'red'}}` for a style.

Before:

    A <b style="color: red">warning</b>.

After:

    A <b style={{color: 'red'}}>warning</b>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-render-prop"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what compiles and is found under this name when the page is rendered."""
    return mdx_diagnostics(document, ID)
