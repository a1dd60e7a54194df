"""Where the pairing of fences went wrong, and how it must have been.

Every fence line may have been an opener, a closer, or content, and a fence may be missing. The
readings of a document are compared by what they cost: code among prose and prose among code (see
`code_or_prose`), white space where authors leave none, fences that must be rewritten, added or
taken away. The cheapest reading is found line by line (Viterbi), with five states:

    prose -> code | plain (no language, `text`) | markdown | guessed (its fence is added) -> prose

A block that is guessed ends at a fence that stands there: nobody forgets both fences of a block.

What is done about it stands in `fence_repair`.
"""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..text import inside
from .code_or_prose import code_weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..text import Span

_FENCE = re.compile(r"(?P<margin>[ \t>]*+)(?P<marker>`{3})(?!`)[ \t]*+(?P<info>[^`]*+)")
_LABEL = re.compile(r"[ \t>]*(?:\d+\.[ \t]+)?\*\*[^*]+\*\*.*:[ \t]*|[ \t>]*\*\*[^*]+\*\*:?[ \t]*")
_PLAIN = frozenset({"", "text", "txt", "plaintext", "console", "output"})
_NESTING = frozenset({"md", "markdown", "mdx"})

PROSE, _CODE, _TEXT, _MARKDOWN, _GUESSED = range(5)
_PROSE_WEIGHT = {_CODE: 1.0, _TEXT: 0.7, _MARKDOWN: 0.15, _GUESSED: 0.7}
_ADDED, _REMOVED = 5.0, 10.0
_AWKWARD_MIN = -2.0
_INTRODUCTION_WEIGHT_MAX = 0.5


class Line(NamedTuple):
    """One line of the body. `info` is None when it is no fence."""

    span: Span
    text: str
    info: str | None
    margin: str
    weight: float
    blank: bool


class Reading(NamedTuple):
    """What became of one line: the state after it, its role, and a fence added before it."""

    state: int
    role: str  # "", "open", "close", "content", "removed"
    added: str  # "", "open", "close"


_Path: TypeAlias = "tuple[Reading, _Path] | None"
"""The readings up to a line, the last one first."""

_Ways: TypeAlias = dict[int, tuple[float, _Path]]
"""For each state, the cheapest way to it: its cost and its readings."""

_STAYS = {state: Reading(state, "", "") for state in range(5)}
_OPENS = Reading(_GUESSED, "", "open")
_CLOSES = Reading(PROSE, "", "close")


def read_fences(document: Document) -> tuple[list[Line], list[Reading]]:
    """The lines of the body of `document`, and the cheapest reading of them."""
    lines = list(_lines(document))
    ways: _Ways = {PROSE: (0.0, None)}
    for index, line in enumerate(lines):
        past = _past_text if line.info is None else _past_fence
        ways = past(lines, index, ways)
    ends = [
        (cost + (0.0 if state == PROSE else _ADDED), path)
        for state, (cost, path) in ways.items()
        if state != _GUESSED
    ]
    path = min(ends, key=lambda end: end[0])[1]
    readings = []
    while path is not None:
        reading, path = path
        readings.append(reading)
    return lines, readings[::-1]


def _lines(document: Document) -> Iterator[Line]:
    source = document.source
    opaque = [fence.span for fence in document.fences if fence.marker != "```"]
    first = source.position(document.body_start)[0]
    for number in range(first, len(source.line_starts) + 1):
        span = source.line(number)
        text = source.slice(span)
        fence = None if inside(opaque, span.start) else _FENCE.fullmatch(text)
        info = fence["info"].rstrip(" \t") if fence else None
        weight = 0.0 if fence or inside(opaque, span.start) else code_weight(text)
        yield Line(span, text, info, fence["margin"] if fence else "", weight, not text.strip())


def _past_text(lines: list[Line], index: int, ways: _Ways) -> _Ways:
    """The cheapest ways past a line that is no fence: it is read as it stands, or lacks a fence.

    This runs for every line of a document in doubt, so it makes no values to throw away.
    """
    line = lines[index]
    as_prose, as_code = max(0.0, line.weight), max(0.0, -line.weight)
    best: _Ways = {}
    for state, (cost, path) in ways.items():
        own = as_prose if state == PROSE else as_code * _PROSE_WEIGHT[state]
        best[state] = (cost + own, (_STAYS[state], path))
    if index and lines[index - 1].info is not None:
        return best  # Nobody forgets a fence beside a fence.
    if PROSE in ways:
        cost, path = ways[PROSE]
        cost += _ADDED + as_code * _PROSE_WEIGHT[_GUESSED]
        known = best[_GUESSED][0] if _GUESSED in best else inf
        if cost + _AWKWARD_MIN < known:
            cost += 2.0 if line.blank else _awkwardness(lines, index)
            if cost < known:
                best[_GUESSED] = (cost, (_OPENS, path))
    awkward = 0.0 if line.blank and not _blank(lines, index - 1) else 2.0
    for state, (cost, path) in ways.items():
        total = cost + _ADDED + awkward + as_prose
        if state not in (PROSE, _GUESSED) and (PROSE not in best or total < best[PROSE][0]):
            best[PROSE] = (total, (_CLOSES, path))
    return best


def _past_fence(lines: list[Line], index: int, ways: _Ways) -> _Ways:
    """The cheapest ways past a fence line."""
    best: _Ways = {}
    for state, (cost, path) in ways.items():
        for more, reading in _fence_readings(lines, index, state):
            known = best.get(reading.state)
            if known is None or cost + more < known[0]:
                best[reading.state] = (cost + more, (reading, path))
    return best


def _fence_readings(lines: list[Line], index: int, state: int) -> Iterator[tuple[float, Reading]]:
    """What the fence line `index` may be after `state`, each with its cost."""
    info = lines[index].info or ""
    after_blank, before_blank = _blank(lines, index - 1), _blank(lines, index + 1)
    if state == PROSE:
        inner = _inner(info)
        cost = {"": 0.8, "text": 0.5}.get(info.lower(), 0.0)
        cost += 1.0 * before_blank + 0.3 * (not after_blank)
        cost += 7.0 * (before_blank and not after_blank)  # That is how a closer stands.
        yield cost, Reading(inner, "open", "")
        at_end = all(line.blank for line in lines[index + 1 : index + 5])
        yield _REMOVED / (2 if at_end else 1), Reading(PROSE, "removed", "")
        return
    cost = 0.0 if not info else 1.0 if info.lower() in _PLAIN else 3.0
    cost += 1.2 * after_blank + 0.8 * (not before_blank)
    yield cost, Reading(PROSE, "close", "")
    content = 0.5 if state == _MARKDOWN else 7.0 if info else 9.0
    yield content, Reading(state, "content", "")


def _inner(info: str) -> int:
    word = info.split(None, 1)[0].lower() if info else ""
    return _TEXT if word in _PLAIN else _MARKDOWN if word in _NESTING else _CODE


def _blank(lines: list[Line], index: int) -> bool:
    return not 0 <= index < len(lines) or lines[index].blank


def _awkwardness(lines: list[Line], index: int) -> float:
    """How unlikely code is to begin here: after a blank line or a colon, or amid text."""
    if not index or lines[index - 1].blank:
        return 0.0
    if not introduces(lines, index - 1):
        return 5.0
    label, prose = is_label(lines[index - 1]), lines[index].weight <= -1.0
    if label:
        return 0.0 if prose else -2.0
    return 2.0 if prose else 0.0 if lines[index - 1].weight < 0 else 1.0


def introduces(lines: list[Line], index: int) -> bool:
    """Whether code may begin below the line `index`: a heading, a label, or prose with a colon."""
    text = lines[index].text.strip()
    if text.startswith("# "):
        return _blank(lines, index + 1)  # Else it is a comment.
    return (
        text.startswith("##")
        or is_label(lines[index])
        or (text.endswith(":") and lines[index].weight <= _INTRODUCTION_WEIGHT_MAX)
    )


def is_label(line: Line) -> bool:
    """Whether `line` is bold text that names what comes below it."""
    return _LABEL.fullmatch(line.text) is not None
