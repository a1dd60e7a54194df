"""One authored document as a page of the site."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...decisions.facts import after_first_heading, description_of, text_of, title_of
from .header import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...model.document import Document
    from .places import Replacement


def page(document: Document, replacements: Iterable[Replacement], header: str, footer: str) -> str:
    """The document's text with `replacements`, and `header` under its title.

    The frontmatter stays as it is, with a `description` added when it has none.
    """
    text = document.source.text
    end = document.body_start
    place = after_first_heading(document)
    inserts = [(span.start, span.end, new) for span, new in replacements]
    if place is not None:
        inserts.append((place, place, f"\n\n{header}\n" if header else ""))
    body = _replaced(text, end, inserts)
    if place is None:
        body = _opening(document) + header + "\n" + body.lstrip("\n")
    return _front(document) + body.rstrip() + "\n" + footer


def _replaced(text: str, start: int, inserts: list[tuple[int, int, str]]) -> str:
    parts = []
    for first, last, new in sorted(inserts):
        if first < start:
            continue
        parts += [text[start:first], new]
        start = last
    return "".join((*parts, text[start:]))


def _opening(document: Document) -> str:
    """The heading for a document that has its title only in the frontmatter."""
    return f"\n# {plain(title_of(document))}\n\n"


def _front(document: Document) -> str:
    """The frontmatter of the page: that of the document, with a description."""
    front = document.frontmatter
    if front is not None and (not front.closed or front.problem is not None):
        return document.source.slice(front.span)
    lines = document.source.slice(front.yaml).rstrip() if front else ""
    description = "" if text_of(document, "description") else description_of(document)
    if description and (front is None or front.get("description") is None):
        lines += f"\ndescription: {json.dumps(description, ensure_ascii=False)}"
    return f"---\n{lines.strip()}\n---\n" if lines.strip() else ""
