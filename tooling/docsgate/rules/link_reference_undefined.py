"""
A reference link names a label that is not defined.

Readers see the brackets instead of a link.

Define the label (`[label]: ./file.md`), or correct its spelling. `[text]` alone is ordinary text
and is not reported, nor are brackets that belong to the word beside them (`rows[0][key]`). What may
be shown as it is meant is a note: tags that begin a line (`[win][arm64]`), and `[pkg.mod.Name][]`.

The site knows a label only as it is written in its definition, but for upper and lower case: spaces
inside the brackets, code and escapes make it another. The finding then names the site.

Where mkdocs.yml runs hooks, or plugins that docsgate does not know, labels may be defined while the
site is built. Then they are not judged for the site, and the report says so.

Before:

    See [the queue][que].

    [queue]: ./queue.md

After:

    See [the queue][queue].

    [queue]: ./queue.md
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..nearest import nearest
from ..readers.verdicts import Outcome
from .shared.link_findings import PLACES, findings
from .shared.severities import of_undefined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Target
    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project
    from ..readers.verdicts import Judged, Verdict

ID = "link-reference-undefined"

_OUTCOMES = frozenset({Outcome.UNDEFINED})


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report `[text][label]` and `[label][]` without a definition."""
    labels = {definition.label.lower(): definition.label for definition in document.definitions}
    for judged, finding in findings(ID, document, project, _OUTCOMES, _describe, otherwise=""):
        if document.is_upside_down(finding.span.start):
            continue
        label = judged.link.label
        near = nearest(label.lower(), labels)
        help_ = f"did you mean `{labels[near]}`" if near else f"add `[{label}]: target`"
        if label.lower() == near:
            help_ = "write the label as it is defined, as plain text without spaces around it"
        severity = of_undefined(document, finding.span, label, finding.severity)
        yield replace(finding, help=help_, severity=severity)


def _describe(judged: Judged, _verdict: Verdict, target: Target | None) -> str:
    return f"no definition of `[{judged.link.label}]`{PLACES[target]}"
