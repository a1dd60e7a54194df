r"""Placeholders written so that all readers show them.

`&lt;` is shown as `<` by GitHub, by Python-Markdown and by MDX, and `\<` only by the first and the
last. It is safe in prose. In a heading it changes the anchor, and where the tag begins a block of
raw HTML, the lines below it become Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Claim, Edit, Fix
from ..text import Span

if TYPE_CHECKING:
    from ..model.document import Document
    from ..readers.dropped_tags import DroppedTag

_OPEN_BEFORE = re.compile(r"(?:<[\w.,:?-]*)+\Z")
"""`Foo<Bar` in `Foo<Bar<Baz>>`, of which only `<Baz>` is a tag to CommonMark."""


def escape_placeholder(document: Document, tag: DroppedTag) -> Fix:
    """The fix that writes `&lt;` for the `<` of `tag`, and for what is open right before it."""
    text, start = document.source.text, tag.span.start
    line = document.source.line(document.source.position(start)[0]).start
    before = _OPEN_BEFORE.search(text, line, start)
    places = [at for at in range(before.start(), start) if text[at] == "<"] if before else []
    end = text.index("<", start) + 1
    edits = [*(Edit(Span(at, at + 1), "&lt;") for at in places), Edit(Span(start, end), "&lt;")]
    in_heading = any(one.span.start <= start < one.span.end for one in document.headings)
    claim = Claim.SAME if tag.is_text else Claim.SHOWN
    return Fix(tuple(edits), claim, safe=not (in_heading or tag.in_block))
