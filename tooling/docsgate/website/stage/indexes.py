"""Generated pages: the index of a section, the home page, the page of all tags."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...decisions.facts import (
    date_of,
    description_of,
    label_of,
    short_title_of,
    text_of,
    texts_of,
    title_of,
)
from ...decisions.numbering import number_of
from .header import badge, plain, tag_anchor
from .places import relative

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...model.document import Document
    from .places import Places


def section_index(path: str, title: str, documents: Sequence[Document], places: Places) -> str:
    """The index page at `path` of a section with `documents`: a table if they are numbered."""
    members = [document for document in documents if document.membership and number_of(document)]
    others = [document for document in documents if document not in members]
    parts = [_head(title, f"{title}: {len(documents)} documents.")]
    if members:
        parts.append(_table(path, members, places))
    if others:
        parts.append(_list(path, others, places))
    return "\n".join(parts)


def home(title: str, sections: Mapping[str, str]) -> str:
    """A home page that lists the sections: their titles and the paths of their index pages."""
    lines = [f"- [{plain(name)}]({path})" for name, path in sections.items()]
    return "\n".join([_head(title, f"{title}: all sections."), *lines, ""])


def tags_index(path: str, documents: Sequence[Document], places: Places) -> str:
    """The page of all tags: under each, its documents."""
    tagged: dict[str, list[Document]] = {}
    for document in documents:
        for tag in dict.fromkeys(texts_of(document, "tags")):
            tagged.setdefault(tag, []).append(document)
    parts = [_head("Tags", "All documents by tag.")]
    for tag, found in sorted(tagged.items(), key=lambda pair: pair[0].lower()):
        parts.append(f"## {plain(tag)} {{ #{tag_anchor(tag)} }}\n")
        parts += [f"- {_link(path, document, places)}" for document in found]
        parts.append("")
    return "\n".join(parts)


def _head(title: str, description: str) -> str:
    meta = {"title": title, "description": description}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in meta.items()]
    hidden = "hide: [toc]"
    return "\n".join(["---", *lines, hidden, "generated: true", "---", "", f"# {plain(title)}", ""])


def _table(path: str, members: Sequence[Document], places: Places) -> str:
    rows = [
        (
            f"[{plain(label_of(document))}]({relative(path, places.pages[document.path])})",
            f"[{plain(short_title_of(document))}]({relative(path, places.pages[document.path])})",
            badge(text_of(document, "status")) if text_of(document, "status") else "",
            plain(date_of(document)),
        )
        for document in members
    ]
    lines = ["| Number | Title | Status | Date |", "| :-- | :-- | :-- | :-- |"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    body = "\n".join(lines)
    return f'<div class="dg-index" markdown="1">\n\n{body}\n\n</div>\n'


def _list(path: str, documents: Sequence[Document], places: Places) -> str:
    lines = []
    for document in documents:
        description = plain(description_of(document))
        lines.append(
            f"- {_link(path, document, places)}" + (f" — {description}" if description else "")
        )
    return "\n".join([*lines, ""])


def _link(path: str, document: Document, places: Places) -> str:
    return f"[{plain(title_of(document))}]({relative(path, places.pages[document.path])})"
