"""Where MDX reads the fences of a document otherwise than GitHub does.

Below a tag, GitHub reads raw HTML up to the next blank line (CommonMark 4.6, kind 7), and takes a
fence among it for HTML:

    <File>
    ```yaml       MDX begins a block of code here
    a: 1

    b: 2
    ```           and ends it here, where GitHub begins one.
    </File>

Its author writes for MDX, so MDX decides what a fence does.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ..model.mdx_dialects import dialects
from ..parsing.events import fence_at
from ..parsing.inverted_fences import find_inversions
from ..parsing.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..configuration.settings import Config
    from ..model.document import Document, Heading
    from ..text import Span

_VISIBLE = re.compile(r"[^\r\n]")


def with_mdx_fences(document: Document, config: Config) -> Document:
    """`document` with the fences that are inverted for MDX, if MDX reads it, and for GitHub if not.

    Where the two disagree, the headings are those of MDX as well: GitHub takes lines of code for
    some. MDX is asked only where a fence looks wrong and there are tags that may be why.
    """
    if not document.html_tags or not _looks_wrong(document):
        return document
    from ..mdx.page_outline import page_outline  # noqa: PLC0415 - few fences look wrong

    text = document.source.text
    for _, dialect in dialects(document, config):
        outline = page_outline(text, dialect)
        fences = [fence_at(text, *found) for found in outline.fenced]
        starts = {fence.span.start for fence in fences}
        no_fences = frozenset(one.span.start for one in document.fences) - starts
        inversions = tuple(find_inversions(text, fences))
        if not no_fences and inversions == document.inversions:
            return document
        headings = _headings_without(document, outline.tags)
        return replace(document, inversions=inversions, no_fences=no_fences, headings=headings)
    return document


def _headings_without(document: Document, tags: Iterable[Span]) -> tuple[Heading, ...]:
    """The headings of `document` if `tags`, which begin raw HTML for GitHub, were blank."""
    text = document.source.text
    parts, at = [], 0
    for tag in tags:
        parts += [text[at : tag.start], _VISIBLE.sub(" ", text[tag.start : tag.end])]
        at = tag.end
    blank = "".join([*parts, text[at:]])
    return parse(replace(document.source, text=blank), document.collection).headings


def _looks_wrong(document: Document) -> bool:
    return bool(document.inversions) or not all(one.info and one.closed for one in document.fences)
