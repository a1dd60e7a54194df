"""
A file has both CR LF and LF line endings.

Diffs show lines as changed that nobody changed, and patterns that expect one kind miss the other.

Use one kind; `--fix` gives every line the ending that most lines have. In the example, `␍` is the
CR before the end of a line.

Before:

    # One cache

    All services share one cache.␍

After:

    # One cache

    All services share one cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Claim, Diagnostic, Edit, Fix, Severity
from ..text import LINE_ENDING, Span
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "whitespace-line-endings"
WEIGHT = Weight.STYLE

_NAMES = {"\r\n": "CR LF", "\n": "LF", "\r": "CR"}


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report the first line whose ending differs from that of most lines."""
    text = document.source.text
    if "\r" not in text:
        return
    usual = most_frequent_ending(text)
    others = [match for match in LINE_ENDING.finditer(text) if match[0] != usual]
    if not others:
        return
    odd = [Span(*match.span()) for match in others]
    lines = "1 line ends" if len(odd) == 1 else f"{len(odd)} lines end"
    found = " or ".join(sorted({_NAMES[match[0]] for match in others}))
    message = f"{lines} with {found}, most with {_NAMES[usual]}"
    fix = Fix(tuple(Edit(span, usual) for span in odd), Claim.SPACE)
    help_ = f"end every line with {_NAMES[usual]}"
    yield Diagnostic(ID, document.path, odd[0], message, help_, Severity.WARNING, fix=fix)


def most_frequent_ending(text: str) -> str:
    """The line ending that most lines of `text` have; LF when there is none."""
    crlf = text.count("\r\n")
    counts = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}
    return max(counts, key=lambda ending: counts[ending])
