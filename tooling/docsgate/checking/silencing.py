"""Findings that comments of a document silence, and findings about those comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..parsing.suppressions import Malformed, Suppression, silence, suppressions
from ..rules import RULES, suppression_invalid, suppression_unused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..diagnostics import Diagnostic
    from ..model.document import Document


def has_suppressions(document: Document) -> bool:
    """Whether a comment of `document` may be addressed to docsgate."""
    return any("docsgate:" in comment.text for comment in document.comments)


def apply_suppressions(document: Document, found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """`found` without what comments of `document` silence, and findings about those comments."""
    entries = list(suppressions(document, RULES))
    active = [entry for entry in entries if isinstance(entry, Suppression)]
    remaining, unused = silence(found, active)
    malformed = [entry for entry in entries if isinstance(entry, Malformed)]
    return [
        *remaining,
        *(suppression_invalid.report(document, entry) for entry in malformed),
        *(suppression_unused.report(document, entry, rule) for entry, rule in unused),
    ]
