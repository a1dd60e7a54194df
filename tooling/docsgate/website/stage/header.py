"""The block under a page's title (status, dates, people, tags, succession), and its citations."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from ...decisions.facts import date_of, label_of, short_title_of, text_of, texts_of, title_of
from ...readers.slugs import github_slug, site_slug
from .places import relative

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ...model.document import Document
    from .places import Places

TAGS_PAGE = "tags.md"

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~$])")


def plain(text: str) -> str:
    """`text` as Markdown that shows exactly these characters, also in a table."""
    return _SPECIAL.sub(r"\\\1", text.replace("&", "&amp;")).replace("\\<", "&lt;")


def badge(status: str) -> str:
    """The status as a coloured label."""
    kind = github_slug(status.partition("(")[0].strip()) or "none"
    return f'<span class="dg-status dg-status--{escape(kind)}">{escape(status)}</span>'


def tag_anchor(tag: str) -> str:
    """The anchor of `tag` on the page of all tags."""
    return f"tag-{site_slug(tag)}"


def header(
    document: Document, places: Places, by_name: Mapping[str, Document], *, tags: bool
) -> str:
    """Markdown to put under the title; empty for a document without such facts.

    `by_name` finds a document by its id or label in lower case.
    """
    here = places.pages[document.path]
    lines = []
    facts = [*(_facts(document) if document.membership else ()), *_ratings(document)]
    if facts:
        lines.append(" ".join(facts))
    for key, words in (("superseded_by", "Superseded by"), ("supersedes", "Supersedes")):
        names = texts_of(document, key, key.replace("_", "-"))
        if names:
            joined = ", ".join(_named(name, here, places, by_name) for name in names)
            lines.append(f'<span class="dg-{key.replace("_", "-")}">{words} {joined}</span>')
    found = texts_of(document, "tags")
    if found and tags:
        page = relative(here, TAGS_PAGE)
        links = (f"[{plain(tag)}]({page}#{tag_anchor(tag)}){{ .dg-tag }}" for tag in found)
        lines.append(" ".join(links))
    if not lines:
        return ""
    body = "\n\n".join(lines)
    return f'<div class="dg-meta" markdown="1">\n\n{body}\n\n</div>\n'


def _facts(document: Document) -> Iterator[str]:
    status = text_of(document, "status")
    if status:
        yield badge(status)
    date = date_of(document)
    if date:
        yield f'<span class="dg-fact">{escape(date)}</span>'
    updated = text_of(document, "updated")
    if updated and updated != date:
        yield f'<span class="dg-fact">updated {escape(updated)}</span>'
    people = texts_of(document, "deciders", "authors", "author")
    if people:
        yield f'<span class="dg-fact">{escape(", ".join(people))}</span>'


def _ratings(document: Document) -> Iterator[str]:
    """The complexity and the priority of a pattern."""
    for key in ("complexity", "priority"):
        rating = text_of(document, key)
        if rating:
            yield f'<span class="dg-fact">{key} {escape(rating)}</span>'


def _named(name: str, here: str, places: Places, by_name: Mapping[str, Document]) -> str:
    """A link to the document called `name`, or the name itself where there is none."""
    document = by_name.get(name.lower())
    if document is None:
        return plain(name)
    target = relative(here, places.pages[document.path])
    return f"[{plain(label_of(document))}: {plain(short_title_of(document))}]({target})"


def citations(document: Document, citing: Iterable[Document], places: Places) -> str:
    """The list of documents that link to this one; empty when there are none."""
    here = places.pages[document.path]
    lines = [
        f"- [{plain(title_of(other))}]({relative(here, places.pages[other.path])})"
        for other in citing
    ]
    if not lines:
        return ""
    listed = "\n".join(lines)
    return f'\n\n<div class="dg-cited" markdown="1">\n\n**Referenced by**\n\n{listed}\n\n</div>\n'
