"""
An autolink, `<https://…>` or `<name@host>`, is no link in MDX.

`<` starts a tag, `https:` is its name, and `//` cannot follow: the build stops.

Write the bare URL, or `[text](https://…)`.

Before:

    See <https://example.org/queue>.

After:

    See [how queues work](https://example.org/queue).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-autolink"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
