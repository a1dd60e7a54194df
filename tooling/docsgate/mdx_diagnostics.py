"""Findings of the MDX scanner as diagnostics, for the rule that carries their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .diagnostics import Diagnostic, Edit, Fix, Severity
from .text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .mdx import Finding
    from .model import Document

_INVERTED = "an inverted fence above makes this prose: mend it first, see fence-inverted"


def mdx_diagnostics(document: Document, rule: str) -> Iterator[Diagnostic]:
    """Yield what the configured MDX compilers reject in `document` under the name `rule`."""
    for target, finding in document.mdx:
        if finding.rule == rule:
            caused = document.is_upside_down(finding.start)
            yield Diagnostic(
                rule,
                document.path,
                Span(finding.start, finding.end),
                finding.message,
                _INVERTED if caused else finding.help,
                Severity(finding.severity),
                target.value,
                None if caused else _fix(document, finding),
                first=finding.first,
            )


def _fix(document: Document, finding: Finding) -> Fix | None:
    """The scanner's edits. Escaping text is safe; escaping raw HTML shows what was hidden."""
    if not finding.edits:
        return None
    edits = tuple(Edit(Span(start, end), text) for start, end, text in finding.edits)
    shown = not any(inside(document.literal, edit.span.start) for edit in edits)
    return Fix(edits, safe=shown)
