"""
The frontmatter holds a tab.

YAML forbids tabs in indentation, so the block cannot be read; elsewhere a tab is invisible and
parsers disagree on it.

Use spaces. `--fix` replaces a tab after a colon. In the example, `→` is a tab.

Before:

    ---
    status:→Accepted
    ---

After:

    ---
    status: Accepted
    ---
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Claim, Diagnostic, Edit, Fix
from ..late_pattern import LatePattern
from ..text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..model.frontmatter import Frontmatter
    from ..project import Project

ID = "frontmatter-tab"

_INDENTATION = LatePattern(r"(?:(?<=\n)|(?<=\r)) *\t[ \t]*+(?=[^ \t\r\n])")
_TABS = re.compile(r"\t+")


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each run of tabs outside values."""
    front = document.frontmatter
    if front is None:
        return
    indentation = list(indentation_tabs(document.source.text, front))
    for span in indentation:
        message = "YAML does not allow a tab as indentation"
        yield Diagnostic(ID, document.path, span, message, "indent with spaces")
    values = [entry.value.span for entry in front.fields]
    for match in _TABS.finditer(document.source.text, front.yaml.start, front.yaml.end):
        span = Span(*match.span())
        if inside(values, span.start) or inside(indentation, span.start):
            continue
        fix = Fix((Edit(span, " "),), Claim.FIELD) if front.fields else None
        yield Diagnostic(ID, document.path, span, "a tab in frontmatter", "write a space", fix=fix)


def indentation_tabs(text: str, front: Frontmatter) -> Iterator[Span]:
    """Spans of indentation that holds a tab, in frontmatter of `text` that cannot be read."""
    if front.problem is not None:
        for match in _INDENTATION.compiled.finditer(text, front.yaml.start, front.yaml.end):
            yield Span(*match.span())
