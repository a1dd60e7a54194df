"""
A link points at a file that does not exist.

A reader who follows it meets a 404, and a strict site build fails.

Write the path of an existing file, relative to the document that links, with its extension:

    [ADR-002](./adr-002-storage.md)

A link without the extension (`./adr-002-storage`) is dead on GitHub. On the built site it lives
by the web server's redirect, so the finding says for which reader it holds. Links to other sites
and what stands in code are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..config import Target
from ..diagnostics import Diagnostic, Edit, Fix
from ..link_targets import Outcome, judge
from ..model import LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..link_targets import Verdict
    from ..model import Document, Link, Project

ID = "link-target-missing"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link, other than an image, whose file is not there."""
    for link in document.links:
        if link.is_image:
            continue
        verdict = judge(document, link, project)
        if verdict is None:
            continue
        if verdict.outcome is Outcome.MISSING:
            yield _missing(document, link, verdict)
        elif verdict.outcome is Outcome.REDIRECTED and Target.GITHUB in project.config.targets:
            yield _redirected(document, link, verdict)


def _missing(document: Document, link: Link, verdict: Verdict) -> Diagnostic:
    message = f"no file `{verdict.place.written}`"
    help_ = f"write `{verdict.suggestion}`" if verdict.suggestion else "correct the path"
    return Diagnostic(ID, document.path, link.target_span, message, help_)


def _redirected(document: Document, link: Link, verdict: Verdict) -> Diagnostic:
    written = verdict.place.written
    message = f"no file `{written}` on GitHub; the site finds it by a redirect only"
    fix = None
    if link.kind is LinkKind.INLINE and document.source.slice(link.target_span).startswith(written):
        start = link.target_span.start
        span = type(link.target_span)(start, start + len(written))
        fix = Fix((Edit(span, verdict.suggestion),))
    help_ = f"write `{verdict.suggestion}`"
    return Diagnostic(
        ID, document.path, link.target_span, message, help_, target=Target.GITHUB, fix=fix
    )
