"""How the fences of a document must be read where their pairing went wrong.

Every fence line may be an opening fence, a closing fence, or content, and a fence may be missing.
The possible readings of a document are compared by their cost, and the cheapest one is taken. Code
among prose and prose among code cost something (`code_or_prose`), and so do blank lines where
authors leave none and fences that must be changed, added or removed (`fence_costs`). The cheapest
reading is found line by line with the Viterbi algorithm. Each line leads to one of five states:

    prose       outside of a block
    code        in a block whose info string names a language
    text        in a block without an info string, or with one such as `text`
    markdown    in a block that shows Markdown
    guessed     in a block whose opening fence is missing and is added

A guessed block ends at a fence that is there: authors do not forget both fences of a block.
`fence_repair` turns the reading into edits.
"""

from __future__ import annotations

import re
from math import inf
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from ..text import inside
from .code_or_prose import code_weight
from .fence_costs import (
    ADDED,
    BEGIN_AMID_TEXT,
    BEGIN_AS_PROSE,
    BEGIN_AT_BLANK,
    BEGIN_BELOW_CODE,
    BEGIN_BELOW_LABEL,
    CLOSER_ABOVE_TEXT,
    CLOSER_BELOW_BLANK,
    CLOSER_LANGUAGE,
    CLOSER_PLAIN,
    CONTENT_BARE,
    CONTENT_LANGUAGE,
    CONTENT_OF_MARKDOWN,
    END_AMID_TEXT,
    IN_CODE,
    IN_GUESSED,
    IN_MARKDOWN,
    IN_TEXT,
    INTRODUCTION_WEIGHT_MAX,
    OPENER_ABOVE_BLANK,
    OPENER_BARE,
    OPENER_BELOW_TEXT,
    OPENER_LIKE_CLOSER,
    OPENER_TEXT,
    PROSE_WEIGHT_MAX,
    REMOVED,
    REMOVED_AT_END,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..text import Span

_FENCE = re.compile(r"(?P<margin>[ \t>]*+)(?P<marker>`{3})(?!`)[ \t]*+(?P<info>[^`]*+)")
_LABEL = re.compile(r"[ \t>]*(?:\d+\.[ \t]+)?\*\*[^*]+\*\*.*:[ \t]*|[ \t>]*\*\*[^*]+\*\*:?[ \t]*")
_PLAIN = frozenset({"", "text", "txt", "plaintext", "console", "output"})
_NESTING = frozenset({"md", "markdown", "mdx"})

PROSE, _CODE, _TEXT, _MARKDOWN, _GUESSED = range(5)
_PROSE_WEIGHT = {_CODE: IN_CODE, _TEXT: IN_TEXT, _MARKDOWN: IN_MARKDOWN, _GUESSED: IN_GUESSED}
_OPENER_INFO = {"": OPENER_BARE, "text": OPENER_TEXT}


class Line(NamedTuple):
    """One line of the body. When it is no fence, `info` is None and `margin` is empty."""

    span: Span
    text: str
    info: str | None
    margin: str
    weight: float
    blank: bool


class Reading(NamedTuple):
    """How one line is read: the state after it, its role, and the fence that is added before it."""

    state: int
    role: str  # "", "open", "close", "content", "removed"
    added: str  # "", "open", "close"


_Path: TypeAlias = "tuple[Reading, _Path] | None"
"""The readings up to a line, from the last to the first."""

_Ways: TypeAlias = dict[int, tuple[float, _Path]]
"""For each state, the cost of the cheapest way to reach it, and the readings on that way."""

_STAYS = {state: Reading(state, "", "") for state in range(5)}
_OPENS = Reading(_GUESSED, "", "open")
_CLOSES = Reading(PROSE, "", "close")


def read_fences(document: Document) -> tuple[list[Line], list[Reading]]:
    """The lines of the body of `document`, and the cheapest reading of them."""
    lines = list(_lines(document))
    ways: _Ways = {PROSE: (0.0, None)}
    for index, line in enumerate(lines):
        past = _ways_past_text if line.info is None else _ways_past_fence
        ways = past(lines, index, ways)
    ends = [
        (cost + (0.0 if state == PROSE else ADDED), path)
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


def _ways_past_text(lines: list[Line], index: int, ways: _Ways) -> _Ways:
    """The cheapest ways past a line that is no fence: with and without a fence added before it.

    This runs for every line of a document in doubt, so it builds no values that it may not need.
    """
    line = lines[index]
    as_prose, as_code = max(0.0, line.weight), max(0.0, -line.weight)
    best: _Ways = {}
    for state, (cost, path) in ways.items():
        own = as_prose if state == PROSE else as_code * _PROSE_WEIGHT[state]
        best[state] = (cost + own, (_STAYS[state], path))
    if index and lines[index - 1].info is not None:
        return best  # No fence is added next to another one.
    if PROSE in ways:
        cost, path = ways[PROSE]
        cost += ADDED + as_code * _PROSE_WEIGHT[_GUESSED]
        known = best[_GUESSED][0] if _GUESSED in best else inf
        if cost + BEGIN_BELOW_LABEL < known:  # No place to begin costs less than this one.
            cost += BEGIN_AT_BLANK if line.blank else _awkwardness(lines, index)
            if cost < known:
                best[_GUESSED] = (cost, (_OPENS, path))
    awkward = 0.0 if line.blank and not _is_blank(lines, index - 1) else END_AMID_TEXT
    for state, (cost, path) in ways.items():
        total = cost + ADDED + awkward + as_prose
        if state not in (PROSE, _GUESSED) and (PROSE not in best or total < best[PROSE][0]):
            best[PROSE] = (total, (_CLOSES, path))
    return best


def _ways_past_fence(lines: list[Line], index: int, ways: _Ways) -> _Ways:
    """The cheapest ways past a fence line."""
    best: _Ways = {}
    for state, (cost, path) in ways.items():
        for more, reading in _fence_readings(lines, index, state):
            known = best.get(reading.state)
            if known is None or cost + more < known[0]:
                best[reading.state] = (cost + more, (reading, path))
    return best


def _fence_readings(lines: list[Line], index: int, state: int) -> Iterator[tuple[float, Reading]]:
    """Each reading that the fence line `index` may have after `state`, with its cost."""
    info = lines[index].info or ""
    after_blank, before_blank = _is_blank(lines, index - 1), _is_blank(lines, index + 1)
    if state == PROSE:
        inner = _state_inside(info)
        cost = _OPENER_INFO.get(info.lower(), 0.0)
        cost += OPENER_ABOVE_BLANK * before_blank + OPENER_BELOW_TEXT * (not after_blank)
        cost += OPENER_LIKE_CLOSER * (before_blank and not after_blank)
        yield cost, Reading(inner, "open", "")
        at_end = all(line.blank for line in lines[index + 1 : index + 5])
        yield REMOVED_AT_END if at_end else REMOVED, Reading(PROSE, "removed", "")
        return
    cost = 0.0 if not info else CLOSER_PLAIN if info.lower() in _PLAIN else CLOSER_LANGUAGE
    cost += CLOSER_BELOW_BLANK * after_blank + CLOSER_ABOVE_TEXT * (not before_blank)
    yield cost, Reading(PROSE, "close", "")
    content = CONTENT_LANGUAGE if info else CONTENT_BARE
    yield CONTENT_OF_MARKDOWN if state == _MARKDOWN else content, Reading(state, "content", "")


def _state_inside(info: str) -> int:
    word = info.split(None, 1)[0].lower() if info else ""
    return _TEXT if word in _PLAIN else _MARKDOWN if word in _NESTING else _CODE


def _is_blank(lines: list[Line], index: int) -> bool:
    return not 0 <= index < len(lines) or lines[index].blank


def _awkwardness(lines: list[Line], index: int) -> float:
    """What it costs to begin a block at the line `index`, by what is above it and how it reads."""
    if not index or lines[index - 1].blank:
        return 0.0
    if not introduces_code(lines, index - 1):
        return BEGIN_AMID_TEXT
    label, prose = is_label(lines[index - 1]), lines[index].weight <= PROSE_WEIGHT_MAX
    if label:
        return 0.0 if prose else BEGIN_BELOW_LABEL
    if prose:
        return BEGIN_AS_PROSE
    return 0.0 if lines[index - 1].weight < 0 else BEGIN_BELOW_CODE


def introduces_code(lines: list[Line], index: int) -> bool:
    """Whether the line `index` introduces code: a heading, a label, or prose with a final colon."""
    text = lines[index].text.strip()
    if text.startswith("# "):
        return _is_blank(lines, index + 1)  # Without a blank line below, it is a comment in code.
    return (
        text.startswith("##")
        or is_label(lines[index])
        or (text.endswith(":") and lines[index].weight <= INTRODUCTION_WEIGHT_MAX)
    )


def is_label(line: Line) -> bool:
    """Whether `line` is bold text that names the lines below it, such as `**Output**:`."""
    return _LABEL.fullmatch(line.text) is not None
