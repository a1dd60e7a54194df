"""
A comment silences a rule that finds nothing there.

The problem was mended, or the comment is in the wrong place; either way it would hide the next
one.

Delete the comment, or move it to the line before the finding.

Before:

    # One cache

    <!-- docsgate: ignore heading-level-skipped: the level between will come -->
    ## Costs

After:

    # One cache

    ## Costs
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from ..model.document import Document
    from ..parsing.suppressions import Suppression

ID = "suppression-unused"


def report(document: Document, suppression: Suppression, rule: str) -> Diagnostic:
    """A finding for a comment that silences nothing with the rule glob `rule`."""
    message = f"nothing to ignore here for `{rule}`"
    span = suppression.comment.span
    return Diagnostic(ID, document.path, span, message, "delete the comment", Severity.WARNING)
