"""What anchors are made of for every reader: the text of headings, footnotes, the top of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document, Heading

TOP = ("", "top")
"""In HTML, the empty fragment and `top` are the top of the document."""


def visible_text(document: Document, heading: Heading) -> str:
    """The heading's text without the alternative text of images."""
    if "![" not in document.source.slice(heading.span):
        return heading.text
    text = heading.text
    for link in document.links:
        if link.element == "img" and heading.span.start <= link.span.start < heading.span.end:
            text = text.replace(link.text, "", 1)
    return text


def joined_text(document: Document, heading: Heading) -> str:
    """The visible text, but for line endings, which github-slugger drops without a trace."""
    text = visible_text(document, heading)
    written = document.source.slice(heading.text_span)
    lines = [line.strip() for line in written.split("\n")]
    return "".join(lines) if len(lines) > 1 and " ".join(lines) == text else text


def note_labels(document: Document, heading: Heading) -> list[str]:
    """Labels of the footnotes to which the heading refers."""
    if "[^" not in document.source.slice(heading.span):
        return []
    return [
        note.label
        for note in document.footnotes
        if not note.is_definition and heading.span.start <= note.span.start < heading.span.end
    ]


def footnote_anchors(document: Document, definition: str, reference: str) -> Iterator[str]:
    """The anchor of each footnote: its label after `definition`, or `reference` where it is one."""
    for note in document.footnotes:
        yield (definition if note.is_definition else reference) + note.label
