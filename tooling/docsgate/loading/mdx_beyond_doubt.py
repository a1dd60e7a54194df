"""Is a parsed document valid MDX beyond doubt? The parse is paid for, so the answer is nearly free.

The claim: when `is_beyond_doubt` is true, no MDX compiler rejects the document. Every rejection
starts at a `<` or a `{` that MDX reads as text, at a first column `import ` or `export `, or at a
URL. So it is enough that each of them stands in code *for MDX too*, although MDX splits blocks
otherwise than CommonMark (no indented code; openers and closers of blocks at any indentation):

- Inline code. Every code span stands in one line, and no backtick stands outside of code. Then the
  backticks of a line pair up within that line whatever its neighbours are, and block structure
  only cuts prefixes off lines. A `|` would split a table cell where only MDX sees a table, so a
  span that holds one with a `<` or `{` is in doubt.
- Fences. Each is closed, none of its lines could close it at another indentation, and no line
  outside starts with a fence that the parse did not take for one. Then MDX sees the same fences.
- Nothing else is literal: there is no raw HTML, no indented code, and frontmatter without `<` and
  `{` is as harmless as text. A fence `mdx-code-block`, which Docusaurus unwraps, is in doubt.

- URLs. Docusaurus rejects those that cannot be parsed; text with anything like one is in doubt.

In doubt, the scanner of `docsgate.mdx` decides.
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
_LIVE = ("<", "{", "`", "~~~", *(end + module for end in "\r\n" for module in _MODULES))


def is_beyond_doubt(document: Document) -> bool:
    """Whether the parse proves that every MDX compiler accepts `document`."""
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
        _is_settled(text, fences[span.start]) if span.start in fences else _is_plain(text, span)
        for span in document.code
    ) and not _is_live(text, document.code)


def _is_settled(text: str, fence: Fence) -> bool:
    """Whether MDX ends the fence where the parse does."""
    if not fence.closed or fence.info.startswith("mdx-code-block"):
        return False
    start, end = fence.content
    return text.find(fence.marker[:3], start, end) < 0


def _is_plain(text: str, span: Span) -> bool:
    """Whether a code span is one for MDX, whatever blocks it sees."""
    content = text[span.start : span.end]
    if "\n" in content or "\r" in content:
        return False
    return "|" not in content or not ("<" in content or "{" in content)


def _is_live(text: str, code: Iterable[Span]) -> bool:
    """Whether the text outside of `code` holds what MDX may reject."""
    prose, at = [], 0
    for span in code:
        prose.append(text[at : span.start])
        at = span.end
    outside = "\0".join([*prose, text[at:]])  # So no mark joins text before and after code.
    return outside.startswith(_MODULES) or any(mark in outside for mark in _LIVE)
