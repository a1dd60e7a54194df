"""What is near a place in a text: an escape before it, or the brace that matches it."""

from __future__ import annotations

_BRACE_MAX = 200


def is_escaped(text: str, start: int) -> bool:
    """Whether the character before `start` is the end of an escape."""
    slashes = 0
    while start - 2 - slashes >= 0 and text[start - 2 - slashes] == "\\":
        slashes += 1
    return slashes % 2 == 1


def past_brace(text: str, start: int) -> int:
    """After the brace that matches the one at `start`, if it is near; else after that one."""
    depth = 0
    for position in range(start, min(len(text), start + _BRACE_MAX)):
        character = text[position]
        depth += (character == "{") - (character == "}")
        if not depth:
            return position + 1
    return start + 1
