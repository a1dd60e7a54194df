"""
A link's fragment names no heading or anchor of its target.

The page opens at its top, and the reader must search for what was meant.

Write the anchor of an existing heading. GitHub, Docusaurus and the site make anchors by different
rules: of two equal headings the second gets `-1` on GitHub and `_1` on the site, which also drops
accents; `{#id}` works where attribute lists are switched on, and where mdBook, Hugo, Jekyll,
VitePress, Quarto or MyST shows the document. The finding names the reader for whom the anchor is
missing. On GitHub a fragment of source code names lines (`#L10-L20`). Docusaurus
gives no anchor to a heading of the first level. That of the title counts, since readers arrive at
the top, and so do ids in raw HTML, unless `onBrokenAnchors` is `'throw'`: its build knows neither,
and stops.

Where mkdocs.yml runs hooks, or plugins that docsgate does not know, anchors may be made while the
site is built. Then they are not judged for the site, and the report says so.

`--fix` corrects a fragment that differs from exactly one anchor in case and punctuation only.

Before:

    See [the costs](#cost).

    ## Costs

After:

    See [the costs](#costs).

    ## Costs
"""

from __future__ import annotations

from posixpath import basename
from typing import TYPE_CHECKING

from ..readers.verdicts import Outcome
from .shared.link_findings import PLACES, findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Target
    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project
    from ..readers.verdicts import Judged, Verdict

ID = "anchor-missing"

_OUTCOMES = frozenset({Outcome.ANCHOR})


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each fragment that leads nowhere in a page or file."""
    for _, finding in findings(
        ID, document, project, _OUTCOMES, _describe, otherwise="link to a heading that exists"
    ):
        yield finding


def _describe(judged: Judged, verdict: Verdict, target: Target | None) -> str:
    is_here = not judged.address.written
    place = "here" if is_here else f"in `{basename(verdict.path) or judged.address.written}`"
    return f"no anchor `#{judged.address.fragment}` {place}{PLACES[target]}"
