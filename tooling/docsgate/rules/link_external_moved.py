"""
A page of another site has moved for good.

Every redirect on the way to it is a permanent one (301, 308). Old addresses are given up sooner or
later. Checked with `--external` only.

Write the new address; `--fix` does.

Before:

    See [how queues work](https://example.org/queue).

After:

    See [how queues work](https://example.org/guides/queue).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Claim, Diagnostic, Edit, Fix, Severity
from ..external.asked_address import address_and_fragment
from ..model.document import LinkKind
from .shared.external_links import external_links
from .shared.link_findings import find_target_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "link-external-moved"

_NO_FIX = frozenset({LinkKind.BARE, LinkKind.AUTOLINK})


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link to a page that lives at another address now."""
    for link, result in external_links(document, project):
        if not result.moved_to:
            continue
        address, _ = address_and_fragment(link.target)
        target = result.moved_to + link.target[len(address) :]
        where = find_target_span(document, link)
        fix = None
        if where is not None and link.kind not in _NO_FIX:
            fix = Fix((Edit(where, target),), Claim.LINK)
        message = f"`{address}` moved for good"
        help_ = f"write `{target}`"
        yield Diagnostic(
            ID, document.path, link.target_span, message, help_, Severity.WARNING, fix=fix
        )
