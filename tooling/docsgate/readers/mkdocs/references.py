"""Reference links and definitions as Python-Markdown reads them, where CommonMark differs.

A label must have the same characters as its definition, apart from upper and lower case: `[ r ]`
and `` [`r`] `` do not name `[r]`. A definition may follow text without a blank line, ends with its
line, and has no space in its target; of two with the same label, the last one counts.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ...late_pattern import LatePattern
from ...model.document import Link, LinkKind
from ...text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...model.document import Document, UndefinedReference

REFERENCES = frozenset({LinkKind.REFERENCE, LinkKind.COLLAPSED, LinkKind.SHORTCUT})

_DEFINITION = LatePattern(
    r"(?>(?:[ \t>]|[-*+] |\d{1,9}\. )*)\[(?P<label>[^\[\]]*+)\]:"
    r"[ ]*(?:\r?\n[ ]*)?(?P<target>\S++)[ ]*"
    r"(?:(?:\r?\n[ ]*)?(?:(?P<mark>[\"']).*(?P=mark)|\(.*\)))?[ \r]*$",
    re.MULTILINE,
)
_LABEL_MAX = 999
"""Characters of a label (CommonMark, section 6.3), and here of the indentation before it, too."""

_SPACES = re.compile(r"\s+")
_HIDING = re.compile(r"[`\\]")
"""Code and escapes. Python-Markdown replaces them before it reads labels, so a label with one of
them names nothing."""


class SiteDefinition(NamedTuple):
    """A definition: its target and where that is written; None if it is appended to the page."""

    target: str
    span: Span | None


def _definitions(text: str, start: int) -> Iterator[re.Match[str]]:
    """The matches that may be definitions.

    The searches are plain ones, because the pattern would be tried at every line.
    """
    at = text.find("]:", start)
    while at >= 0:
        label = text.rfind("[", max(start, at - _LABEL_MAX), at)
        line = text.rfind("\n", max(0, label - _LABEL_MAX), max(0, label)) + 1
        match = _DEFINITION.compiled.match(text, line) if 0 <= label <= line + _LABEL_MAX else None
        if match and match.end("label") == at:
            yield match
        at = text.find("]:", at + 1)


class SiteReferences:
    """How the site reads the reference links of one document."""

    def __init__(self, document: Document, *, notes: bool, appended: Mapping[str, str]) -> None:
        """`document` is as CommonMark reads it. Without `notes`, the site has no footnotes, and
        the mark of a footnote is a label like any other. `appended` are the targets, by their
        labels, that the site defines at the end of each page.
        """
        self._document = document
        self._appended = appended
        self._notes = notes

    @property
    def targets(self) -> dict[str, str]:
        """The target of each label that the site finds."""
        return {label: found.target for label, found in self._by_name.items()}

    @cached_property
    def spans(self) -> list[Span]:
        """The spans of definitions with their titles, in file order."""
        return [Span(*match.span()) for match in self._matches]

    def read(self, link: Link) -> Link | None:
        """The reference `link` of the document as the site shows it; None when it is no link.

        If the site finds another target, the result is an inline link whose target is written where
        the definition is.
        """
        name = self._name(link.target_span)
        found = self._by_name.get(name) if name else None
        if found is None:
            return None
        if found.target == link.target:
            return link
        if found.span is None:
            return link._replace(target=found.target, label="")
        return link._replace(
            kind=LinkKind.INLINE, target=found.target, target_span=found.span, label=""
        )

    def define(self, reference: UndefinedReference) -> Link | None:
        """The link that `reference`, undefined in CommonMark, is on the site, if it is one."""
        text = self._document.source.text
        end = reference.span.end
        if text[end - 2 : end] == "[]":
            end -= 2
        label = Span(text.rfind("[", reference.span.start, end) + 1, end - 1)
        name = self._name(label)
        found = self._by_name.get(name) if name else None
        if found is None:
            return None
        element = "img" if text[reference.span.start] == "!" else "a"
        where = reference.span
        return Link(LinkKind.REFERENCE, found.target, where, label, "", reference.label, element)

    def note_links(self) -> Iterator[Link]:
        """The links that references to footnotes are where the site has no footnotes."""
        for note in () if self._notes else self._document.footnotes:
            label = Span(note.span.start + 1, note.span.end - 1)
            name = None if note.is_definition else self._name(label)
            if name and (found := self._by_name.get(name)):
                where = found.span or note.span
                yield Link(LinkKind.INLINE, found.target, note.span, where, f"^{note.label}")

    def _name(self, label: Span) -> str | None:
        written = self._document.source.slice(label)
        return None if _HIDING.search(written) else _SPACES.sub(" ", written.lower())

    @cached_property
    def _by_name(self) -> dict[str, SiteDefinition]:
        found: dict[str, SiteDefinition] = {}
        for match in self._matches:
            target = match["target"].lstrip("<").rstrip(">")
            name = match["label"].strip().lower()
            found[name] = SiteDefinition(target, Span(*match.span("target")))
        last = {name: SiteDefinition(target, None) for name, target in self._appended.items()}
        return {**found, **last}

    @cached_property
    def _matches(self) -> list[re.Match[str]]:
        document = self._document
        if "]:" not in document.source.text:
            return []
        return [
            match
            for match in _definitions(document.source.text, document.body_start)
            if not inside(document.literal, match.start("label"))
            and not (self._notes and match["label"].startswith("^"))
        ]
