"""A document as cmark-gfm, which GitHub runs, reads it, where it differs from CommonMark.

- The autolink extension reads a bare URL before anything in it is markup: in `http://a.b/_c_`,
  there is no emphasis.
- A tag alone on a line begins raw HTML where the line continues a paragraph lazily (CommonMark, 5.1
  "Laziness"), because the block of the last line is then taken for its container.

- Symbols such as emoji are no punctuation beside `_` and `*`, as in CommonMark before 0.31.

All are brought about by writing other characters of the same length for what is read otherwise, and
parsing the result.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.settings import Target
from ..late_pattern import LatePattern
from ..model.document import LinkKind
from ..parsing.markdown import parse
from ..text import inside
from .by_target import select_readers
from .shown_notes import ShownNotes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..model.document import Document, Link

_MARKUP = LatePattern(
    r"[*~`\[\]]|\\(?!\|)|(?<![A-Za-z0-9_])_+(?=[A-Za-z0-9_])|_+(?![A-Za-z0-9_])|&(?=#?\w+;)"
)
_SYMBOL = LatePattern(r"[^\x00-\x7f](?:(?=[*_])|(?<=[*_].))")
_LETTERS = ("x", "\u00e9", "\u30a2", "\U00010400")
"""A letter of each length in UTF-8."""
_TAG_NAME = LatePattern(r"</?([A-Za-z][A-Za-z0-9-]*)")
_ROUNDS_MAX = 4
"""How often a document is parsed: without the markup of one URL, there may be others."""


def read_on_github(document: Document) -> Document:
    """`document` as GitHub reads it, which is `document` itself nearly always."""
    markup, read = document.source.text, document
    for _ in range(_ROUNDS_MAX):
        letters = dict(_other_letters(read, markup))
        if not letters:
            break
        written = list(markup)
        for place, letter in letters.items():
            written[place] = letter
        markup = "".join(written)
        read = parse(document.source, document.collection, markup=markup)
    return read


class GithubLinks(NamedTuple):
    """The links of a document that GitHub does not find, and those that GitHub alone finds."""

    unseen: Collection[Link] = ()
    others: Collection[Link] = ()


def links_on_github(document: Document, readers: Collection[Target]) -> GithubLinks:
    """What differs in the links of `document` for GitHub, if it is one of its `readers`."""
    read = read_on_github(document) if Target.GITHUB in readers else document
    if read is document:
        return GithubLinks()
    found, theirs = _shown_links(document), _shown_links(read)
    return GithubLinks(found - theirs, sorted(theirs - found, key=lambda link: link.span))


def _shown_links(document: Document) -> frozenset[Link]:
    unshown, only = ShownNotes(document).unshown, (Target.GITHUB,)
    return frozenset(
        link
        for link in document.links
        if select_readers(link, only, is_in_note=inside(unshown, link.span.start))
    )


def begin_raw_html(document: Document) -> str:
    """The text of `document` in which each tag that begins raw HTML on GitHub does so anywhere."""
    written = list(document.source.text)
    for place, letter in _lazy_tag_names(document, document.source.text):
        written[place] = letter
    return "".join(written)


def _other_letters(document: Document, markup: str) -> Iterator[tuple[int, str]]:
    """Where in `markup`, of which `document` is made, which other letter is written."""
    yield from _markup_in_urls(document, markup)
    yield from _lazy_tag_names(document, markup)
    yield from _symbols_by_emphasis(markup)


def _markup_in_urls(document: Document, markup: str) -> Iterator[tuple[int, str]]:
    """Where a letter is written for a character of a bare URL, and that letter."""
    for link in document.links:
        if link.kind is LinkKind.BARE:
            for mark in _MARKUP.compiled.finditer(markup, *link.span):
                for place in range(*mark.span()):
                    yield place, "x"


def _lazy_tag_names(document: Document, markup: str) -> Iterator[tuple[int, str]]:
    """Where another letter is written for the name of a tag, so that it becomes `<p>`.

    That begins raw HTML on every line, and the raw HTML ends where it would without (CommonMark,
    4.6: the end condition 6 is that of 7).
    """
    for tag in document.lazy_tags:
        name = _TAG_NAME.compiled.match(markup, *tag)
        if name and name[1] != "p":
            start, end = name.span(1)
            yield from zip(range(start, end), "p".ljust(end - start), strict=True)


def _symbols_by_emphasis(markup: str) -> Iterator[tuple[int, str]]:
    """Where a letter is written for a symbol beside `_` or `*`, and that letter."""
    if markup.isascii() or ("_" not in markup and "*" not in markup):
        return
    for mark in _SYMBOL.compiled.finditer(markup):
        if unicodedata.category(mark[0])[0] == "S":
            yield mark.start(), _LETTERS[len(mark[0].encode()) - 1]
