"""
A tag has no closing tag in the block where it was opened.

The build stops. Most often the tag is a placeholder (`<uuid>`), an element that HTML never closes
(`<br>`), or a `<details>` whose closing tag is in another paragraph or table cell.

Write `&lt;uuid>` for a placeholder, `<br />` for an element without content, and put opening and
closing tag of a block on lines of their own.

Before:

    Call `get` with <uuid>.

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

ID = "mdx-tag-unclosed"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
