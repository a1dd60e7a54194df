"""
A document that plain MDX compiles has an HTML comment.

MDX has no HTML comments: `<!--` is a tag without a name, and the build stops. Docusaurus removes
most of them before it compiles, so there this is reported only where it does not.

Write `{/* … */}` where the document is read by MDX alone. GitHub and mkdocs show that form as
text, so a document for all of them needs a site that accepts HTML comments.

Before:

    <!-- Ask the storage team. -->

After:

    {/* Ask the storage team. */}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.readers_there import targets_of
from .shared.mdx_findings import mdx_diagnostics

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "mdx-comment-html"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report what the MDX compilers among the targets reject under this name."""
    return mdx_diagnostics(document, ID, targets_of(project.config, document.path))
