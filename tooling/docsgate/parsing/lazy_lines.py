"""Whether a tag is alone on a line that continues a paragraph lazily (CommonMark, 5.1 "Laziness").

Such a line has fewer `>` than there are quotes around the paragraph, or less indentation than the
content of the innermost item or footnote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late_pattern import LatePattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..model.document import ListItem
    from ..text import Span

_BLANK_TO_END = LatePattern(r"[ \t\r]*(?:\n|\Z)")
_SPACES = LatePattern(r"[ \t]*")
_TAB = 4
"""Columns of a tab stop, and of the indentation that makes code or the content of a footnote."""


def is_alone_on_line(text: str, tag: Span) -> bool:
    """Whether `tag` is alone on its line in `text`, but for white space and the marks of quotes."""
    before = text[text.rfind("\n", 0, tag.start) + 1 : tag.start]
    return not before.strip(" \t>") and _BLANK_TO_END.compiled.match(text, tag.end) is not None


def items_around(items: Sequence[ListItem], tag: Span) -> list[ListItem]:
    """Those of `items`, which are in file order and end with the newest, that hold `tag`."""
    found = []
    for item in reversed(items):
        if item.span.end > tag.start:
            found.append(item)
        if item.depth == 0:
            break
    return found


def is_lazy_line(
    text: str, tag: Span, quotes: int, items: Iterable[ListItem], *, is_in_note: bool
) -> bool:
    """Whether the line on which `tag` is alone continues none of the innermost containers.

    There are as many `quotes` around it, the `items`, and a footnote if `is_in_note`.
    """
    before = text[text.rfind("\n", 0, tag.start) + 1 : tag.start]
    column = len(before.expandtabs(_TAB))
    columns = [_content_column(text, item) for item in items] + [_TAB] * is_in_note
    base = max((start for start in columns if start <= column), default=0)
    base = max(base, before.rfind(">") + 1)
    is_short = before.count(">") < quotes or any(start > column for start in columns)
    return is_short and column - base < _TAB


def _content_column(text: str, item: ListItem) -> int:
    """The column at which the content of `item` begins (CommonMark, section 5.2)."""
    end = item.span.start + len(item.marker)
    spaces = _SPACES.compiled.match(text, end)
    width = len(spaces[0].expandtabs(_TAB)) if spaces else 0
    line = text.rfind("\n", 0, end) + 1
    return len(text[line:end].expandtabs(_TAB)) + (width if 1 <= width <= _TAB else 1)
