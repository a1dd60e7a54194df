"""
A link's URL cannot be parsed, and Docusaurus stops at it.

Every link and image goes through the URL parser of the platform: a host with `[` or `%` in it, an
empty host or a port that is no number is an error there, and the build of the page fails.

Mend the URL, or write it as code.

Before:

    See [the node](https://[::1).

After:

    See [the node](https://[::1]/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-url-invalid"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID)
