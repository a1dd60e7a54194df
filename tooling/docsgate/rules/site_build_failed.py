"""
The site builder warns about a document, or cannot build the site.

mkdocs builds strictly: a page that is in no navigation, a link or an anchor that the built site
does not have, or an extension that is not installed stops it. The message is the builder's own.

Repair what the message names. `--skip-build` leaves the site out, for a quick look at one document.

Before:

    site_name: Decisions
    nav: [index.md, adr-007.md]

After:

    site_name: Decisions
    nav: [index.md, adr-007-one-cache.md]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic

if TYPE_CHECKING:
    from ..text import Span

ID = "site-build-failed"


def report(path: str, span: Span, message: str) -> Diagnostic:
    """A finding for a message of the builder about `span` in the file at `path`."""
    return Diagnostic(ID, path, span, message, "repair what the site builder names")
