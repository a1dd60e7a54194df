"""
The site builder warns about a document, or cannot build the site.

mkdocs builds strictly: a page that is in no navigation, a link or an anchor that the built site
does not have, an extension that is not installed. The message is the builder's own.

Repair what it names. `--skip-build` leaves the site out, for a quick look at one document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project

ID = "site-build-failed"


def check(_document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Yield nothing: the site is built after all rules, by `docsgate.website`."""
    return iter(())
