"""
A closing tag holds more than a name.

`</a href="x">` and `</br/>` are no closing tags in JSX, and the build stops.

Write the name alone: `</a>`.

Before:

    A <b>warning</b/>.

After:

    A <b>warning</b>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-tag-closing-invalid"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
