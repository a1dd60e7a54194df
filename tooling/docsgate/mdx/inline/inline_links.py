"""Links and images: the brackets that are open, and what makes a link of them.

CommonMark 0.31, section 6.3.
"""

from __future__ import annotations

from ..source.labels import (
    destination_end,
    is_label,
    label_end,
    normalize,
    resource_end,
    spaces_end,
)


class InlineLink:
    """A link or an image, and the URL as it is written. Offsets are those of the document.

    A `late` one, at that offset of its chunk, may be found in plain text later: it is none if that
    text turns out to be in a link, and it ends before one, at `limit`.
    """

    __slots__ = ("end", "image", "late", "limit", "start", "url")

    def __init__(
        self, url: str, start: int, end: int, *, image: bool = False, late: int = -1
    ) -> None:
        self.url = url
        self.late = late
        self.limit = -1
        self.start = start
        self.end = end
        self.image = image


class LabelStart:
    """A `[` or `![` that may begin a link or an image."""

    __slots__ = ("balanced", "end", "image", "inactive", "index", "start")

    def __init__(self, start: int, end: int, index: int, *, image: bool) -> None:
        self.start = start
        self.end = end
        self.index = index
        self.image = image
        self.inactive = False
        self.balanced = False


def reference_end(text: str, label: LabelStart, start: int, defined: set[str]) -> int:
    """After what follows the `]` at `start` and makes a link of it, or -1."""
    known = bool(defined) and is_label(text, label.end, start)
    known = known and normalize(text[label.end : start]) in defined
    after = start + 1
    following = text[after : after + 1]
    if following == "(":
        end = resource_end(text, after)
        if end >= 0:
            return end
    elif following == "[" and defined:
        end = label_end(text, after)
        if end >= 0 and normalize(text[after + 1 : end - 1]) in defined:
            return end
        if known and text.startswith("[]", after):
            return after + 2
        return -1
    return after if known else -1


def resource_destination(text: str, start: int) -> str:
    """The destination in the resource whose parenthesis is at `start`."""
    position = spaces_end(text, start + 1)
    end = destination_end(text, position, float("inf"))
    return text[position:end] if end >= 0 else ""
