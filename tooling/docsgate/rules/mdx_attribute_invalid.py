"""
A tag holds something that is no attribute.

MDX reads attributes as JSX: `@click`, `:class`, `a.b`, `,` and `#` cannot stand in their names, and
in braces only `{...values}` can. Often the tag is none: `<Map, List>` is two type names.

Write attributes as `name="value"`, or `&lt;` where no tag was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-attribute-invalid"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
