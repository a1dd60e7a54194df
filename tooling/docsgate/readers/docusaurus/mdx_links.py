"""Which links only MDX reads, and which links all readers but MDX read.

CommonMark takes a block that starts with a tag or a comment for raw HTML, up to a blank line or the
end of the comment (section 4.6); MDX reads Markdown in it. And only MDX takes `{/* … */}` for a
comment. MDX has no indented code; the rule `mdx-render-indented` reports that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...configuration.settings import Target
from ...model.document import Link, LinkKind
from ...model.mdx_dialects import dialects
from ...text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...configuration.settings import Config
    from ...model.document import Document

_TARGET = re.compile(r"\]\(\s*+<?(?P<target>[^\s<>()]*+)")
_MARK = "]("


def is_mdx(document: Document, config: Config) -> bool:
    """Whether Docusaurus reads `document` as MDX."""
    return any(target is Target.DOCUSAURUS for target, _ in dialects(document, config))


def find_mdx_comments(document: Document) -> list[Span]:
    """The comments of MDX in `document`, in file order."""
    text = document.source.text
    return sorted(
        comment.span for comment in document.comments if text.startswith("{", comment.span.start)
    )


def links_in_html(document: Document) -> Iterator[Link]:
    """The inline links of `document` in text that CommonMark takes for raw HTML."""
    hidden = _in_raw_html(document)
    if not hidden:
        return
    from ...mdx.page_links import page_links  # noqa: PLC0415 - seldom wanted

    text = document.source.text
    for link in page_links(text):
        found = _TARGET.search(text, text.rfind(_MARK, link.start, link.end), link.end)
        if found is not None and found.start() in hidden:
            span, element = Span(link.start, link.end), "img" if link.is_image else "a"
            target = Span(*found.span("target"))
            yield Link(LinkKind.INLINE, link.url, span, target, element=element)


def _in_raw_html(document: Document) -> set[int]:
    """The offsets of `](` in raw HTML."""
    if not document.html_tags and not document.comments:
        return set()
    text, found = document.source.text, set()
    code = set(document.code)
    raw = [span for span in document.literal if span not in code]
    at = text.find(_MARK, document.body_start)
    while at >= 0:
        if inside(raw, at):
            found.add(at)
        at = text.find(_MARK, at + 1)
    return found
