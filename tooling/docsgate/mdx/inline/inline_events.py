"""What the inline content of a text is handed on as, beside its tags.

The events of a text are `Tag`, `Placed` and `Group`, and a `Text` of the blocks for the label of a
directive, which is scanned after the text around it. In a page that is not MDX, `RawHtml` takes the
place of tags.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..tags.expressions import Expression


@dataclass(slots=True)
class Placed:
    """An expression in text, and where its braces are in the document."""

    expression: Expression
    start: int
    end: int


@dataclass(slots=True)
class Group:
    """A link, an image or emphasis, with what is in it."""

    kind: str
    start: int
    end: int
    items: list[object]


@dataclass(slots=True)
class RawHtml:
    """A tag or the like in a page that is not MDX. Offsets are those of the chunk."""

    start: int
    end: int
