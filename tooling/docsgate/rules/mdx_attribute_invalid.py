"""
A tag holds something that is not an attribute.

MDX reads attributes as JSX: `@`, `.`, `,` and `#` cannot be in their names, and braces hold
`{...values}` or the value of an attribute. Anything else stops the build. Often no tag was meant:
`<Ada Lovelace, editor>` is a person.

Write attributes as `name="value"`, or `&lt;` where no tag was meant.

Before:

    Ask <Ada Lovelace, editor>.

After:

    Ask &lt;Ada Lovelace, editor>.
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
