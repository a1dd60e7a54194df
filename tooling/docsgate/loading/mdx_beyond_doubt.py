"""Tells whether a parsed document is valid MDX beyond doubt, so that it need not be scanned.

The answer costs little, because it only looks at what the parse has found already. When
`is_beyond_doubt` is true, no MDX compiler rejects the document. Every rejection starts at a `<` or
a `{` that MDX reads as text, at an `import ` or `export ` in the first column, or at a URL. So it
is enough that each of these is in code *for MDX too*. MDX divides a document into blocks otherwise
than CommonMark: it has no indented code, and blocks may begin and end at any indentation. These
conditions make sure that it sees the same code all the same:

- Inline code: every code span is on one line, and there is no backtick outside of code. Then the
  backticks of a line make pairs within that line, whatever lines are beside it, because blocks only
  take prefixes off lines. A `|` would divide a table cell where only MDX sees a table, so a span
  that has both a `|` and a `<` or `{` is in doubt.
- Fences: each fence is closed, none of its lines could close it at another indentation, and no line
  outside of code begins with a fence. Then MDX sees the same fences. A fence `mdx-code-block` is in
  doubt, because Docusaurus reads its content as MDX.
- Other literal text: there is no raw HTML and no indented code. Frontmatter without `<` and `{` is
  as harmless as text.
- URLs: Docusaurus rejects a URL that cannot be parsed, so text with anything like one is in doubt.

When a document is in doubt, the scanner of `docsgate.mdx` decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..mdx.source.urls import suspicious_offsets
from ..text import inside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.document import Document, Fence
    from ..text import Span

_MODULES = ("import ", "export ")
_REJECTABLE = ("<", "{", "`", "~~~", *(end + module for end in "\r\n" for module in _MODULES))


def is_beyond_doubt(document: Document) -> bool:
    """Whether the parse of `document` proves that every MDX compiler accepts it."""
    text = document.source.text
    if any(not inside(document.code, offset) for offset in suspicious_offsets(text)):
        return False
    if not any(mark in text for mark in ("<", "{", "import ", "export ")):
        return not document.indented_code
    front = document.frontmatter
    if document.indented_code or document.html_tags or (front and not front.closed):
        return False
    fences = {fence.span.start: fence for fence in document.fences}
    return all(
        _ends_alike(text, fences[span.start]) if span.start in fences else _is_code_span(text, span)
        for span in document.code
    ) and not _may_be_rejected(text, document.code)


def _ends_alike(text: str, fence: Fence) -> bool:
    """Whether `fence` ends for MDX where it ends for the parse."""
    if not fence.closed or fence.info.startswith("mdx-code-block"):
        return False
    start, end = fence.content
    return text.find(fence.marker[:3], start, end) < 0


def _is_code_span(text: str, span: Span) -> bool:
    """Whether the code span at `span` is one for MDX too, whatever blocks MDX sees."""
    content = text[span.start : span.end]
    if "\n" in content or "\r" in content:
        return False
    return "|" not in content or not ("<" in content or "{" in content)


def _may_be_rejected(text: str, code: Iterable[Span]) -> bool:
    """Whether the text outside of `code` has anything that MDX may reject."""
    prose, at = [], 0
    for span in code:
        prose.append(text[at : span.start])
        at = span.end
    outside = "\0".join([*prose, text[at:]])  # No mark matches across code.
    return outside.startswith(_MODULES) or any(mark in outside for mark in _REJECTABLE)
