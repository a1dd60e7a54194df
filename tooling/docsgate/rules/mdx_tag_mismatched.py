"""
A closing tag does not close the tag that is open.

Names must be equal to the letter, and tags must nest: `<b><i></b></i>` and `<B></b>` stop the
build.

Close the innermost open tag first, in the same block in which it was opened.

Before:

    A <b><i>warning</b></i>.

After:

    A <b><i>warning</i></b>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-tag-mismatched"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
