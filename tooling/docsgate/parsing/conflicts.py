"""The lines that git writes where a merge could not decide.

See git-merge(1), "How conflicts are presented":

    <<<<<<< HEAD
    one side
    ||||||| base          only with the style diff3
    =======
    the other side
    >>>>>>> branch

A page about git may show such lines as code. So they count outside of code, or where they cut
through a block of code.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..late_pattern import LatePattern
from ..text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document

_MARKER = LatePattern(
    r"^(?:<{7}(?!<)|\|{7}(?!\|)|={7}(?=\r?$)|>{7}(?!>))(?: [^\r\n]*)?", re.MULTILINE
)


class Conflict(NamedTuple):
    """A conflict: the lines of its markers in file order, of which the first opens it."""

    markers: tuple[Span, ...]


def find_conflicts(document: Document) -> Iterator[Conflict]:
    """The conflicts that were left in `document`, in file order."""
    text = document.source.text
    if "<<<<<<<" not in text:
        return
    markers: list[Span] = []
    for match in _MARKER.compiled.finditer(text):
        if match[0].startswith("<"):
            yield from _conflict(document, markers)
            markers = []
        if markers or match[0].startswith("<"):
            markers.append(Span(*match.span()))
        if match[0].startswith(">"):
            yield from _conflict(document, markers)
            markers = []
    yield from _conflict(document, markers)


def _conflict(document: Document, markers: list[Span]) -> Iterator[Conflict]:
    """The conflict of `markers`, unless there is none, or one block of code shows all of it."""
    if not markers:
        return
    is_code = [inside(document.code, marker.start) for marker in markers]
    whole = document.source.slice(Span(markers[0].start, markers[-1].end))
    is_shown = all(is_code) and "```" not in whole and "~~~" not in whole
    is_named = document.source.slice(markers[0]).strip("<") != ""
    if not is_shown and (is_named or len(markers) > 1):
        yield Conflict(tuple(markers))
