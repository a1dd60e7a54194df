"""
A page of another site has no anchor of that name.

The link opens the page at its top, and the reader must search for what was meant. Checked with
`--external` only, in the HTML that the server sends; pages that a script fills in later can be
excluded in `[external]`.

Write the id of an element that the page has.

Before:

    [The limits](https://example.org/queue#limit)

After:

    [The limits](https://example.org/queue#limits)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from ..external.asked_address import address_and_fragment
from .shared.external_links import external_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "anchor-external-missing"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each fragment that the fetched page does not have."""
    for link, result in external_links(document, project):
        address, fragment = address_and_fragment(link.target)
        if fragment in result.missing:
            message = f"no anchor `#{fragment}` in `{address}`"
            help_ = "write an id that the page has"
            yield Diagnostic(ID, document.path, link.target_span, message, help_, Severity.WARNING)
