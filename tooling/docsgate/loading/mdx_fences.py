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

from dataclasses import replace
from typing import TYPE_CHECKING

from ..mdx.page_outline import page_outline
from ..model.mdx_dialects import dialects
from ..parsing.events import fence_at
from ..parsing.inverted_fences import find_inversions

if TYPE_CHECKING:
    from ..configuration.settings import Config
    from ..model.document import Document


def with_mdx_fences(document: Document, config: Config) -> Document:
    """`document` with the fences that are inverted for MDX, if MDX reads it, and for GitHub if not.

    MDX is asked only where a fence looks wrong and there are tags that may be why.
    """
    if not document.html_tags or not _looks_wrong(document):
        return document
    text = document.source.text
    for _, dialect in dialects(document, config):
        fences = [fence_at(text, *found) for found in page_outline(text, dialect).fenced]
        starts = {fence.span.start for fence in fences}
        return replace(
            document,
            inversions=tuple(find_inversions(text, fences)),
            no_fences=frozenset(one.span.start for one in document.fences) - starts,
        )
    return document


def _looks_wrong(document: Document) -> bool:
    return bool(document.inversions) or not all(one.info and one.closed for one in document.fences)
