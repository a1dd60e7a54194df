"""
A document cannot be read: not UTF-8, a dangling symbolic link, a folder, no permission, too large.

No rule can judge it, and the site build fails on it or publishes rubbish.

Save it as UTF-8, repair the link, give a folder a name that does not end as a document's, or
exclude the file in the configuration. A symbolic link that leads out of the repository is not
followed, because a document repository is not trusted.

Before:

    docs-cms/adr/adr-007-one-cache.md/notes.txt

After:

    docs-cms/adr/adr-007-one-cache/notes.txt
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "file-unreadable"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report why the document has no content."""
    problem = document.unreadable
    if problem is not None:
        yield Diagnostic(ID, document.path, problem.span, problem.message, problem.help)
