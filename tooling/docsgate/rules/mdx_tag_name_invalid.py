"""
A `<` in prose is followed by something that cannot be the name of a tag.

MDX takes every `<` for the start of a tag unless white space follows. `<10ms`, `<=`, `<-` and
`Vec<T, U>` stop the build of the whole site.

Write `&lt;`, which every renderer shows as `<`. In code, leave it as it is.

Before:

    Reads must take <10ms.

After:

    Reads must take &lt;10ms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-tag-name-invalid"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
