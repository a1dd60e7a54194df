"""Findings of the MDX scanner as diagnostics, for the rule that carries their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...configuration.settings import DEFAULT_TARGETS
from ...diagnostics import Diagnostic, Severity
from ...text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...configuration.settings import Target
    from ...model.document import Document

_INVERTED = "an inverted fence above makes this prose: mend it first, see fence-inverted"


def mdx_diagnostics(
    document: Document, rule: str, targets: Iterable[Target] = DEFAULT_TARGETS
) -> Iterator[Diagnostic]:
    """Yield what the configured MDX compilers reject in `document` under the name `rule`.

    A fix is right for all of `targets`.
    """
    if not document.mdx:
        return
    from ...proposals.escapes import escape

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
                (target.value,),
                None if caused else escape(document, finding, targets),
                stops=(target.value,) if finding.first else (),
            )
