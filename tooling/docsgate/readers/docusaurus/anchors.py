"""The ids on the page that Docusaurus makes of a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...text import inside
from ..anchor_parts import TOP, footnote_anchors, joined_text
from ..slugs import github_slug, github_unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document, Heading

_LISTED_ID = re.compile(r"\s*\{#(?P<id>[^{}]+)\}\s*\Z")
_HTML_COMMENT_ID, _ANY_COMMENT_ID = (
    re.compile(rf"(?:{start})[ ]*#(?P<id>[^ *<>{{}}]+)(?:[ ][^*<>{{}}]*)?(?:-->|\*/\}})[ ]*\Z")
    for start in ("<!--", r"<!--|\{/\*")
)


def docusaurus_anchors(document: Document, *, is_strict: bool, is_mdx: bool) -> set[str]:
    """Ids of headings, as listed, in a comment or their slugs, of raw HTML and of footnotes.

    With `is_strict`, only what a build knows: neither a title, nor elements in MDX but components,
    nor what browsers do.
    """
    found = {
        *_heading_ids(document, is_strict=is_strict, is_mdx=is_mdx),
        *_html_ids(document, is_strict=is_strict),
        *footnote_anchors(document, "user-content-fn-", "user-content-fnref-"),
        *(TOP[:1] if is_strict else TOP),
    }
    return found | {"footnote-label"} if document.footnotes else found


def _heading_ids(document: Document, *, is_strict: bool, is_mdx: bool) -> Iterator[str]:
    """The ids of headings, and of the title unless `is_strict`.

    The theme gives no id to a heading of the first level, which is counted all the same. Where that
    is the title, its readers arrive: at the top.
    """
    unique = github_unique()
    comment_id = _ANY_COMMENT_ID if is_mdx else _HTML_COMMENT_ID
    for heading in document.headings:
        written = document.source.slice(heading.text_span)
        listed = comment_id.search(written) or _LISTED_ID.search(heading.text)
        anchor = listed["id"] if listed else unique(github_slug(_slugged_text(document, heading)))
        is_title = heading is document.headings[0] and listed is None
        if heading.level > 1 or (is_title and not is_strict):
            yield anchor


def _slugged_text(document: Document, heading: Heading) -> str:
    """The text from which the slug is made: that of images counts."""
    has_images = "![" in document.source.slice(heading.span)
    return (has_images and heading.text) or joined_text(document, heading)


def _html_ids(document: Document, *, is_strict: bool) -> Iterator[str]:
    """The ids in raw HTML; if `is_strict`, only those of components."""
    components = [tag.span for tag in document.html_tags if tag.name[0].isupper()]
    for anchor in document.anchors:
        is_known = not is_strict or inside(components, anchor.span.start)
        if anchor.origin == "html" and is_known:
            yield anchor.name
