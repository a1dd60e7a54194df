"""A document as Python-Markdown reads it, where CommonMark sees code.

The body of an admonition (`!!! note`), of a collapsible block (`??? note`), of a tab
(`=== "Tab"`) and of a definition (`:   text`) is indented by four columns. After a blank line
CommonMark takes that for code; on the site it is Markdown, with links and headings.

A target with spaces (`[x](my file.md)`) is a link there, and `#Title` a heading.

The text is rewritten so that CommonMark reads it as Python-Markdown does: body lines are moved to
the left, and the columns they leave are added as spaces at their end, so that every line keeps its
place and a position is off by a known number of columns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Link, LinkKind
from ..parse import parse
from ..text import Source, Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document

_INDENT = 4
_MARKERS = {
    "admonition": r"!!![ ]?[\w\-]",
    "pymdownx.details": r"\?\?\?\+?[ ]?[\w\-\"]",
    "pymdownx.tabbed": r"===[!+]*[ ]?\"",
    "def_list": r":[ ]{1,3}\S",
}
_SPACED = re.compile(r"\]\(([^()<>\s\"']++(?: ++[^()<>\s\"']++)++) *+\)")
_HEADING = re.compile(r"\n#{1,6}+(?=\S)([^\r\n]+?)#*[ \t]*$", re.MULTILINE)
_DEFINITION = re.compile(r" {0,3}\[([^\]\r\n]+)\]:[ \t]*(?:\r?\n[ \t]*)?<?([^\s<>]+)")
_TERM = re.compile(r":[ ]{1,3}(?=\S)")


class SiteReading:
    """How the site reads one document: `document` is the rewritten one, parsed."""

    def __init__(self, document: Document, extensions: frozenset[str]) -> None:
        """`extensions` are the Markdown extensions that the site uses."""
        self._original = document
        self._shifts: dict[int, int] = {}
        self.document = document
        marker = _marker(document, extensions)
        if marker is not None:
            text = self._rewritten(marker)
            if self._shifts:
                self.document = parse(Source(document.path, text), document.collection)

    def links(self) -> Iterator[Link]:
        """Links that only this reading finds, with their places in the file."""
        yield from _spaced_links(self._original)
        if self.document is self._original:
            return
        code = self._original.indented_code
        for link in self.document.links:
            span = self._span(link.span)
            if inside(code, span.start):
                yield link._replace(span=span, target_span=self._span(link.target_span))

    def headings_without_space(self) -> Iterator[tuple[int, str]]:
        """Place and text of headings such as `#Title`, which CommonMark takes for text."""
        text = self.document.source.text
        if text.startswith("#"):
            text = f"\n{text}"
        before = len(text) - len(self.document.source.text)
        for match in _HEADING.finditer(text, self.document.body_start):
            start = match.start() + 1 - before
            if not inside(self.document.literal, start):
                yield start, match[1].strip()

    def redefined(self) -> dict[str, str]:
        """Targets of labels that are defined more than once: here the last definition counts."""
        text = self._original.source.text
        notes = sum(note.is_definition for note in self._original.footnotes)
        if text.count("]:") <= len(self._original.definitions) + notes:
            return {}
        found: dict[str, list[str]] = {}
        at = text.find("]:", self._original.body_start)
        while at >= 0:
            match = _DEFINITION.match(text, text.rfind("\n", 0, at) + 1)
            if match and match.end(1) == at and not inside(self._original.literal, match.start()):
                found.setdefault(match[1].casefold(), []).append(match[2])
            at = text.find("]:", at + 1)
        return {label: targets[-1] for label, targets in found.items() if len(targets) > 1}

    def _rewritten(self, marker: re.Pattern[str]) -> str:
        document = self._original
        text, starts = document.source.text, document.source.line_starts
        fences = [fence.span for fence in document.fences]
        depth = 0
        pieces: list[str] = []
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(text)
            line = text[start:end]
            content = line.rstrip("\r\n")
            stripped = content.lstrip(" ")
            if start < document.body_start or not stripped:
                pieces.append(line)
                continue
            indent = len(content) - len(stripped)
            depth = min(depth, indent // _INDENT)
            shift = depth * _INDENT
            if indent == shift and marker.match(stripped) and not inside(fences, start):
                depth += 1
                term = _TERM.match(stripped)
                shift = shift + term.end() if term else len(content)
            if shift:
                self._shifts[number] = shift
            pieces.append(content[shift:] + " " * shift + line[len(content) :])
        return "".join(pieces)

    def _span(self, span: Span) -> Span:
        return Span(self._place(span.start), self._place(span.end))

    def _place(self, offset: int) -> int:
        """Where in the file the character at `offset` of the rewritten text stands."""
        source = self._original.source
        line, _ = source.position(offset)
        return min(offset + self._shifts.get(line - 1, 0), source.line(line).end)


def _spaced_links(document: Document) -> Iterator[Link]:
    """Links whose target holds spaces, which CommonMark takes for text."""
    text = document.source.text
    links = [link.span for link in document.links]
    for match in _SPACED.finditer(text, document.body_start):
        opening = text.rfind("[", text.rfind("\n", 0, match.start()) + 1, match.start())
        if opening < 0 or "]" in text[opening : match.start()]:
            continue
        if not inside(document.literal, opening) and not inside(links, match.start()):
            is_image = text[opening - 1 : opening] == "!"
            span, target = Span(opening, match.end()), Span(*match.span(1))
            label = text[opening + 1 : match.start()]
            element = "img" if is_image else "a"
            yield Link(LinkKind.INLINE, match[1], span, target, label, element=element)


def _marker(document: Document, extensions: frozenset[str]) -> re.Pattern[str] | None:
    """What opens an indented body in `document`; None when nothing can."""
    used = [pattern for name, pattern in _MARKERS.items() if name in extensions]
    if not used or not document.indented_code:
        return None
    return re.compile("|".join(used))
