"""The plain text of one chunk: what is left of it without its markup.

It is what mdast-util-to-string makes of the tree: the text of links, code and labels, the
alternative text of images, the source of expressions, and nothing of tags, comments, footnotes and
the names of directives. Of raw HTML in a page that is not MDX, Docusaurus leaves out what no other
construct holds, if there is anything else.

The scanner says where each construct is; between them, escapes and character references are
resolved (CommonMark 0.31, sections 2.4 and 2.5).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...entities import resolve_references
from .inline_events import Group, RawHtml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .attention import Run

_LINE_END = re.compile(r"[ \t]*\n[ \t]*")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~\n])")
_ONE_COMMENT = re.compile(r"\s*/\*((?:(?!\*/).)*)\*/\s*", re.DOTALL)


class ShownText:
    """Gathers what each construct of a chunk shows. `runs` are delimiter runs."""

    def __init__(self, *, is_label: bool = False) -> None:
        self.runs: list[tuple[int, int, Run]] = []
        self._is_label = is_label
        self._html: list[tuple[RawHtml, bool]] = []
        self._has_others = False
        self._comment = ""
        self._comment_end = -1
        self._pieces: list[tuple[int, int, str]] = []

    def inner(self) -> ShownText:
        """One for the text of a label."""
        return ShownText(is_label=True)

    def put(self, start: int, end: int, text: str) -> None:
        """What is between `start` and `end` of the chunk shows `text`."""
        self._pieces.append((start, end, text))
        self._has_others = True

    def code(self, start: int, end: int, content: str) -> None:
        """A code span with `content`, of which one space at each end is padding."""
        text = content.replace("\n", " ")
        if text.startswith(" ") and text.endswith(" ") and text.strip(" "):
            text = text[1:-1]
        self.put(start, end, text)

    def expression(self, start: int, end: int, chunk: str) -> None:
        """An expression in braces."""
        value = chunk[start + 1 : end - 1]
        self.put(start, end, value)
        found = _ONE_COMMENT.fullmatch(value)
        self._comment, self._comment_end = (found[1], end) if found else ("", -1)

    def html_comment(self, start: int, end: int) -> None:
        """A comment of HTML, of which Docusaurus leaves nothing in the tree."""
        self._pieces.append((start, end, ""))
        if start == self._comment_end:
            self._comment_end = end

    def find_html(self, events: Iterable[object]) -> None:
        """Note the raw HTML among the `events` of the chunk."""
        self._html = list(_raw_html(events, is_held=self._is_label))

    def last_comment(self, chunk: str) -> str:
        """What the expression that ends `chunk` holds, if that is a comment; empty otherwise."""
        return self._comment if self._comment_end == len(chunk) else ""

    def text(self, chunk: str) -> str:
        """The plain text of `chunk`, which was scanned; white space at its end is none."""
        has_others = self._has_others or self.runs or self._join(chunk, shows_html=False)
        return self._join(chunk, shows_html=not has_others)

    def _join(self, chunk: str, *, shows_html: bool) -> str:
        """The plain text; with raw HTML that nothing holds, if that is shown."""
        html = [
            (raw.start, raw.end, chunk[raw.start : raw.end] if is_held or shows_html else "")
            for raw, is_held in self._html
        ]
        parts: list[str] = []
        position = 0
        for start, end, text in sorted([*self._pieces, *self._left_over(), *html]):
            parts += (_plain(chunk[position:start]), text)
            position = end
        return "".join([*parts, _plain(chunk[position:].rstrip(" \t"))])

    def _left_over(self) -> list[tuple[int, int, str]]:
        """What is shown of delimiter runs: the characters that were not paired."""
        return [
            (start, end, "" if run.paired and run.marker == "~" else run.marker * run.size)
            for start, end, run in self.runs
        ]


def _raw_html(events: Iterable[object], *, is_held: bool) -> Iterator[tuple[RawHtml, bool]]:
    """The raw HTML in `events`, each with whether a link, emphasis or the like holds it."""
    for event in events:
        if isinstance(event, RawHtml):
            yield event, is_held
        elif isinstance(event, Group):
            yield from _raw_html(event.items, is_held=True)


def _plain(text: str) -> str:
    """`text` between constructs, without the white space around its line ends."""
    if "\n" in text:
        text = _LINE_END.sub("\n", text)
    if "\\" not in text:
        return resolve_references(text)
    parts = _ESCAPE.split(text)  # Every second one is a character that was escaped.
    parts[::2] = map(resolve_references, parts[::2])
    return "".join(parts)
