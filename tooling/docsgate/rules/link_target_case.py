"""
A link differs from the name of its file in upper and lower case only.

It works on the author's macOS or Windows disk and is dead on GitHub and on the site.

Spell the path as the file is spelt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..link_targets import Outcome, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "link-target-case"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link or image whose file exists in another spelling."""
    for link in document.links:
        verdict = judge(document, link, project)
        if verdict is not None and verdict.outcome is Outcome.CASE:
            message = f"`{verdict.place.written}` is spelt `{verdict.suggestion}` on disk"
            help_ = f"write `{verdict.suggestion}`"
            yield Diagnostic(ID, document.path, link.target_span, message, help_)
