"""Emphasis and strikethrough, as far as they decide where a tag may close.

CommonMark 0.31, section 6.2, as micromark resolves it: runs of one kind are paired first, the
kind that occurs first in the text; what a pair encloses is resolved on its own. This matters only
where a tag is in the same text: a tag must close in the emphasis in which it opens.
"""

from __future__ import annotations

from .inline_events import Group
from .literal_autolinks import character_class


class Run:
    """A run of `*`, `_` or `~`. `start` is its offset in the document."""

    __slots__ = ("can_close", "can_open", "marker", "paired", "size", "source", "start")

    def __init__(self, marker: str, size: int, *, can_open: bool, can_close: bool) -> None:
        self.marker = marker
        self.size = size
        self.can_open = can_open
        self.can_close = can_close
        self.start = 0
        self.source = 0
        self.paired = False


def delimiter_run(text: str, start: int, marker: str) -> Run:
    """The run of `marker` at `start`: whether it may open, and whether it may close."""
    end = start + len(marker)
    previous, following = text[start - 1 : start] if start else "", text[end : end + 1]
    before, after = character_class(previous), character_class(following)
    opens = not after or (after == 2 and bool(before))
    closes = not before or (before == 2 and bool(after))
    if marker[0] == "~":
        return Run("~", len(marker), can_open=opens, can_close=closes)
    opens = opens or following == "~"
    closes = closes or previous == "~"
    if marker[0] == "_":
        opens, closes = (
            opens and (bool(before) or not closes),
            closes and (bool(after) or not opens),
        )
    return Run(marker[0], len(marker), can_open=opens, can_close=closes)


def resolve(items: list[object], *, strikes_first: bool) -> list[object]:
    """`items` with paired runs replaced by groups, and the other runs left out."""
    passes = (_pair_strikes, _pair_emphasis)
    for pair in passes if strikes_first else reversed(passes):
        items = pair(items)
    return [item for item in items if not isinstance(item, Run)]


def _pair_strikes(items: list[object]) -> list[object]:
    out: list[object] = []
    openers: dict[int, list[int]] = {}
    for item in items:
        if isinstance(item, Run) and item.marker == "~":
            stack = openers.get(item.size, [])
            if item.can_close and stack:
                index = stack.pop()
                item.paired = True
                for others in openers.values():
                    while others and others[-1] >= index:
                        others.pop()
                _close(out, index, "strikethrough", item.start + item.size)
                continue
            if item.can_open:
                openers.setdefault(item.size, []).append(len(out))
        out.append(item)
    return out


def _pair_emphasis(items: list[object]) -> list[object]:
    out: list[object] = []
    bottoms: dict[tuple[str, bool, int], int] = {}
    for item in items:
        if not (isinstance(item, Run) and item.marker != "~"):
            out.append(item)
            continue
        if item.can_close:
            _close_emphasis(out, item, bottoms)
        if item.size:
            out.append(item)
    return out


def _close_emphasis(
    out: list[object], closer: Run, bottoms: dict[tuple[str, bool, int], int]
) -> None:
    """Pair `closer` with runs before it while any fits."""
    while closer.size:
        key = (closer.marker, closer.can_open, closer.size % 3)
        index = len(out) - 1
        bottom = bottoms.get(key, 0)
        while index >= bottom and not _fits(out[index], closer):
            index -= 1
        if index < bottom:
            bottoms[key] = len(out)
            return
        opener = out[index]
        assert isinstance(opener, Run)
        used = 2 if opener.size > 1 and closer.size > 1 else 1
        opener.paired = closer.paired = True
        opener.size -= used
        closer.size -= used
        closer.start += used
        kind = "strong" if used > 1 else "emphasis"
        inner = resolve(out[index + 1 :], strikes_first=True)
        group = Group(kind, opener.start + opener.size, closer.start, inner)
        del out[index + (1 if opener.size else 0) :]
        out.append(group)
        for known, position in bottoms.items():
            bottoms[known] = min(position, len(out))


def _fits(item: object, closer: Run) -> bool:
    """Whether `item` is a run that `closer` may close."""
    if not isinstance(item, Run) or item.marker != closer.marker or not item.can_open:
        return False
    both = item.can_close or closer.can_open
    return not (both and closer.size % 3 and not (item.size + closer.size) % 3)


def _close(out: list[object], index: int, kind: str, end: int) -> None:
    """Replace what is in `out` from the opening run at `index` by a group."""
    opener = out[index]
    assert isinstance(opener, Run)
    opener.paired = True
    inner = resolve(out[index + 1 :], strikes_first=True)
    out[index:] = [Group(kind, opener.start, end, inner)]
