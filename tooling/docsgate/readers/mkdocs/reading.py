"""A document as Python-Markdown reads it, with the notations of MkDocs and of its extensions.

`rewritten_text` finds the Markdown that is code or raw HTML in CommonMark; `link_targets` and
`references` read targets and labels. This module finds what the site does not show as Markdown: the
inside of raw HTML blocks, the definitions of labels and abbreviations, and lines such as `Title: x`
at the very top, which are MultiMarkdown metadata. `notations` finds what the site's extensions and
plugins read.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from ...entities import unescape
from ...late_pattern import LatePattern
from ...model.document import LinkKind
from ...parsing.markdown import parse
from ...text import Source, Span, inside, keep_outermost
from .extensions import SNIPPETS
from .html_blocks import raw_blocks
from .link_targets import holds_entity, other_links, site_target
from .notations import Notation, defines_labels, find_notations
from .plugins import find_rewriters
from .references import REFERENCES, SiteReferences
from .rewritten_text import SiteText
from .table_cells import is_hidden_in_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...configuration.mkdocs_yml import MkdocsFile
    from ...model.document import Document, Link, UndefinedReference

_SNIPPETS = f"extension {SNIPPETS}"
_HEADING = re.compile(r"\n#{1,6}+(?=\S)([^\r\n]+?)#*[ \t]*$", re.MULTILINE)
_METADATA = LatePattern(
    r" {0,3}[A-Za-z0-9_-]+:[^\n]*\n?(?>(?:(?: {4}|\t| {0,3}[A-Za-z0-9_-]+:)[^\n]*\n?)*)"
)
_ABBREVIATION = LatePattern(r"^\*\[[^\\\n]*?\] ?: *(?:\r?\n *)?[^\r\n]*", re.MULTILINE)


class SiteReading:
    """How the site reads the document `original`: `document` is the rewritten one, parsed."""

    def __init__(
        self, document: Document, site: MkdocsFile, appended: SiteReading | None = None
    ) -> None:
        """`site` holds the settings of the site, and `appended` is what it appends to the page.

        `included` may be set to the reading of the page with all that it includes.
        """
        extensions = site.extensions
        self.original = document
        self._site = site
        self._extensions = extensions
        self._site_text = SiteText(document, extensions)
        self.appended = appended
        self.included: SiteReading | None = None
        self.document = document
        if self._site_text.text != document.source.text:
            source = Source(document.path, self._site_text.text)
            self.document = parse(source, document.collection)

    def read(self, link: Link) -> Link | None:
        """The `link` of the document as the site reads it, maybe with another target.

        None when it is no link on the site.
        """
        start = link.span.start
        if inside(self._hidden, start):
            return None
        if link.kind is LinkKind.HTML:
            return link
        if inside(self._raw, start) or is_hidden_in_table(self.original, start):
            return None
        if link.kind in REFERENCES:
            found = self._references.read(link)
            return found if found is None else _unescape_target(found)
        target = site_target(self.original, link) if link.kind is LinkKind.INLINE else None
        return link if target is None else _unescape_target(link._replace(target=target))

    def links(self) -> Iterator[Link]:
        """The links that only the site finds, with their spans in the file."""
        for link in other_links(self.original):
            start = link.span.start
            if not self._is_unread(start) and not is_hidden_in_table(self.original, start):
                yield _unescape_target(link)
        yield from self._references.note_links()
        for reference in self.original.undefined_references:
            defined = self._references.define(reference)
            if defined is not None and not self._is_unread(reference.span.start):
                yield defined
        if self.document is self.original:
            return
        code, blocks = self._site_text.code, self._site_text.html
        for link in self.document.links:
            span = self._site_text.span(link.span)
            is_html = link.kind is LinkKind.HTML
            if inside(code, span.start) or (inside(blocks, span.start) and not is_html):
                yield link._replace(span=span, target_span=self._site_text.span(link.target_span))

    def lacks(self, reference: UndefinedReference) -> bool:
        """Whether `reference`, undefined in CommonMark, shows its brackets on the site."""
        is_unread = self._is_unread(reference.span.start)
        return self._knows_labels and not is_unread and self._references.define(reference) is None

    def is_text(self, link: Link) -> bool:
        """Whether `link` shows its brackets on the site, because the site finds no definition."""
        if link.kind not in REFERENCES or self._is_unread(link.span.start):
            return False
        return self._knows_labels and self._references.read(link) is None

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

    @cached_property
    def inserted(self) -> list[Span]:
        """What the site's extensions and plugins put something else in place of, in file order."""
        return keep_outermost(found.span for found in self._notations if found.inserts)

    @property
    def has_unknown_headings(self) -> bool:
        """Whether extensions or plugins of the site may add headings that are not known here."""
        known = _SNIPPETS if self.included else ""
        return any(one.has_headings and one.reader != known for one in self._notations)

    @property
    def has_notations(self) -> bool:
        """Whether the site's extensions or plugins read a notation of their own in the document."""
        return bool(self._notations)

    @property
    def has_snippets(self) -> bool:
        """Whether the document includes text by `pymdownx.snippets`."""
        is_possible = SNIPPETS in self._extensions and "8<-" in self.original.source.text
        return is_possible and any(one.reader == _SNIPPETS for one in self._notations)

    @property
    def markdown(self) -> str:
        """The Markdown that the site renders: without frontmatter or MultiMarkdown metadata.

        Frontmatter that holds no fields is shown as text (`mkdocs.utils.meta.get_data`).
        """
        document = self.original
        front = document.frontmatter
        if front is not None and (front.problem or not front.fields):
            return document.source.text
        text = document.source.text[document.body_start :]
        head = None if front else _METADATA.compiled.match(text)
        return text[head.end() :] if head else text

    @property
    def has_unknown_labels(self) -> bool:
        """Whether a plugin of the site finds the targets of labels that are not defined."""
        return defines_labels(self._site)

    @cached_property
    def is_whole(self) -> bool:
        """Whether nothing but the document and what is `appended` defines labels and anchors."""
        is_rewritten = next(find_rewriters(self._site), None) is not None
        return self._site.appended.is_whole and not is_rewritten

    @property
    def definitions(self) -> list[Span]:
        """The definitions of labels, in file order, of which the site shows nothing."""
        return self._references.spans

    @property
    def targets(self) -> dict[str, str]:
        """The target of each label that the site finds."""
        return self._references.targets

    def html_anchors(self) -> set[str]:
        """The anchors of raw HTML, in the document and in text that is HTML only on the site."""
        found = (*self.original.anchors, *self.document.anchors)
        return {anchor.name for anchor in found if anchor.origin == "html"}

    @property
    def _knows_labels(self) -> bool:
        """Whether it is known which labels are defined. What begins a line may insert some."""
        return self.is_whole and not self.has_unknown_headings

    def _is_unread(self, offset: int) -> bool:
        return inside(self._raw, offset) or inside(self._hidden, offset)

    @cached_property
    def _references(self) -> SiteReferences:
        beside = self.included or self.appended
        return SiteReferences(
            self.original,
            notes="footnotes" in self._extensions,
            appended=beside.targets if beside else {},
        )

    @cached_property
    def _notations(self) -> list[Notation]:
        document = self.original
        return find_notations(document.source.text, document.body_start, self._site)

    @cached_property
    def _raw(self) -> list[Span]:
        return raw_blocks(self.original, md_in_html="md_in_html" in self._extensions)

    @cached_property
    def _hidden(self) -> list[Span]:
        """The spans that the site does not show, in file order."""
        document = self.original
        text = document.source.text
        found = self._references.spans
        if document.frontmatter is None and (head := _METADATA.compiled.match(text)):
            found = [Span(*head.span()), *found]
        if "abbr" in self._extensions and "*[" in text:
            found = [
                *found,
                *(Span(*match.span()) for match in _ABBREVIATION.compiled.finditer(text)),
            ]
        return keep_outermost(found)


def _unescape_target(link: Link) -> Link:
    """`link` as raw HTML where its target holds an entity.

    MkDocs then finds no file of that name, but the browser resolves the entity and may arrive.
    """
    if not holds_entity(link.target):
        return link
    return link._replace(kind=LinkKind.HTML, target=unescape(link.target))
