"""
A page of another site is not shown to programs.

The server wants a login, or refuses or slows down whoever asks so often (401, 403, 429). Or the
address is one of a private network, which a document must not make a CI machine ask. A reader may
well see the page, so this is a note. Checked with `--external` only.

Look at the page once, and add its address to `exclude` in `[external]` of docsgate.toml, or its
status to `accept`.

Before:

    [external]
    enabled = true

After:

    [external]
    enabled = true
    exclude = ["https://example.org/queue"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from ..external.results import Fate
from .shared.external_links import external_links
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "link-external-blocked"
WEIGHT = Weight.NOTE


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link to a page that refuses to be checked."""
    for link, result in external_links(document, project):
        if result.fate is Fate.BLOCKED:
            message = f"`{link.target}` cannot be checked: {result.reason}"
            help_ = "look at it once, and exclude it"
            yield Diagnostic(ID, document.path, link.target_span, message, help_, Severity.INFO)
