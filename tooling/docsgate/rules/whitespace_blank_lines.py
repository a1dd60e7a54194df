"""
More than two blank lines follow each other.

They are shown as one, and are usually left over from a deletion.

Leave at most two; `--fix` does. Blank lines in code are never touched.

Before:

    All services share one cache.



    It is filled by one writer.

After:

    All services share one cache.

    It is filled by one writer.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from ..diagnostics import Claim, Diagnostic, Edit, Fix, Severity
from ..text import Span, inside
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "whitespace-blank-lines"
WEIGHT = Weight.STYLE

_MARKS = ("\n\n\n\n", " \n", "\t\n", "\r")
_RUN = re.compile(r"(?>\r\n|\r|\n)((?>(?:[ \t]*+(?>\r\n|\r|\n)){3,}))")
_RUN_AT_START = re.compile(r"((?>(?:[ \t]*+(?>\r\n|\r|\n)){3,}))")
_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)")


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each run of three or more blank lines."""
    text = document.source.text
    if not text.startswith("\n\n\n") and not any(mark in text for mark in _MARKS):
        return  # Four line endings in a row, or one of those that are not plain: else no run.
    first = _RUN_AT_START.match(text) if document.body_start == 0 else None
    for match in chain([first] if first else [], _RUN.finditer(text, document.body_start)):
        if inside(document.literal, match.start(1)):
            continue
        lines = list(_LINE.finditer(text, match.start(1), match.end()))
        span = Span(lines[2].start(), match.end())
        fix = Fix((Edit(span, ""),), Claim.SPACE)
        message = f"{len(lines)} blank lines"
        yield Diagnostic(
            ID, document.path, span, message, "leave at most two", Severity.WARNING, fix=fix
        )
