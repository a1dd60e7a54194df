"""
An attribute's value has no quotes.

HTML allows `<a href=x>`, JSX does not, and the build stops.

Put the value in double quotes. `--fix` does, where the tag is known to be one.

Before:

    An <a href=plan.md>old plan</a>.

After:

    An <a href="plan.md">old plan</a>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-attribute-unquoted"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
