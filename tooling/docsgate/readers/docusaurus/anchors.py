"""The ids on the page that Docusaurus makes of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...text import inside
from ..anchor_parts import TOP, footnote_anchors
from ..slugs import github_slug, github_unique
from .headings import docusaurus_headings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document


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
    for number, heading in enumerate(docusaurus_headings(document, is_mdx=is_mdx)):
        anchor = heading.id or unique(github_slug(heading.text))
        is_title = number == 0 and not heading.id
        if heading.depth > 1 or (is_title and not is_strict):
            yield anchor


def _html_ids(document: Document, *, is_strict: bool) -> Iterator[str]:
    """The ids in raw HTML; if `is_strict`, only those of components."""
    components = [tag.span for tag in document.html_tags if tag.name[0].isupper()]
    for anchor in document.anchors:
        is_known = not is_strict or inside(components, anchor.span.start)
        if anchor.origin == "html" and is_known:
            yield anchor.name
