"""Why nobody can know here what a site makes of an edit.

The proof renders pages with the site's extensions, but it cannot run everything that shapes a page:
plugins and hooks may rewrite Markdown before it is rendered, and some extensions are not known. An
edit of text that one of them could read is refused.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from ..readers.mkdocs.extensions import choose_extensions
from ..readers.mkdocs.notations import find_notations
from ..readers.mkdocs.plugins import HOOKS, find_rewriters
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..configuration.mkdocs_yml import MkdocsFile
    from ..model.document import Document
    from ..readers.mkdocs.notations import Notation

_BLANK_LINE = re.compile(r"^[ \t>]*\r?$", re.MULTILINE)


class Doubter:
    """What doubts edits of the pages of one site."""

    def __init__(self, site: MkdocsFile) -> None:
        """The notations of the latest pages are kept: each is asked about several times."""
        self._unknown = next(_unknown_readers(site), "")
        self._find = lru_cache(maxsize=4)(partial(find_notations, site=site))

    def doubt_edits(self, before: Document, edits: Sequence[Span]) -> str:
        """The reason of `doubt`, as far as it does not depend on what is there after `edits`."""
        edits = [span for span in edits if span.end >= before.body_start]
        if not edits:
            return ""
        text = before.source.text
        return self._unknown or next(
            (_name(one) for one in self._notations(before) if _is_touched(text, one, edits)), ""
        )

    def doubt(self, before: Document, after: Document, edits: Sequence[Span]) -> str:
        """The reason, in words for the author, why `edits` cannot be proved; empty without one.

        `edits` are spans of `before`. In the frontmatter they are known, because only fields are
        there.
        """
        if not any(span.end >= before.body_start for span in edits):
            return ""
        old, new = self._notations(before), self._notations(after)
        return self.doubt_edits(before, edits) or next(
            (_name(one) for one in (*old, *new) if len(old) != len(new)), ""
        )

    def _notations(self, document: Document) -> Sequence[Notation]:
        return self._find(document.source.text, document.body_start)


def _unknown_readers(site: MkdocsFile) -> Iterator[str]:
    for reader in find_rewriters(site):
        name = "the hooks of mkdocs.yml" if reader == HOOKS else reader
        yield f"{name} may rewrite this page"
    for extension in choose_extensions(site).unknown:
        yield f"extension {extension} may read this page otherwise"


def _name(notation: Notation) -> str:
    does = "rewrites" if notation.inserts else "reads a part of"
    return f"{notation.reader} {does} this page"


def _is_touched(text: str, notation: Notation, edits: Sequence[Span]) -> bool:
    """Whether one of `edits` is in the notation, or where its result may run into other text.

    What is put in place of a notation is part of the paragraph around it.
    """
    around = _paragraph(text, notation.span) if notation.inserts else notation.span
    return any(edit.start <= around.end and around.start <= edit.end for edit in edits)


def _paragraph(text: str, span: Span) -> Span:
    """`span` with the lines around it that no blank line parts from it."""
    blank = _blank_lines(text)
    number = bisect_left(blank, span.start)
    start = blank[number - 1] + 1 if number else 0
    after = bisect_left(blank, span.end)
    return Span(start, blank[after] - 1 if after < len(blank) else len(text))


@lru_cache(maxsize=2)  # There is a question for each notation of a page.
def _blank_lines(text: str) -> list[int]:
    """Where the blank lines of `text` begin."""
    return [match.start() for match in _BLANK_LINE.finditer(text)]
