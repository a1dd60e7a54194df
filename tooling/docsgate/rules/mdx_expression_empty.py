"""
An attribute's value is an empty pair of braces.

`<a href={}>` has no value, and MDX refuses it. In prose, `{}` compiles and vanishes.

Write a value in the braces, or remove the attribute.

Before:

    The <a href={}>plan</a>.

After:

    The <a href="plan.md">plan</a>.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-expression-empty"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
