"""Renderings that are kept, because a part of a page is asked for once in each step of mending."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Rendered = TypeVar("Rendered")

_LENGTH_SHORT_MAX = 10_000
_SHORT_MAX = 2048
_LONG_MAX = 16
"""How many texts are kept: many up to that length, and few that are longer, to spare memory."""


def remember(render: Callable[[str], Rendered]) -> Callable[[str], Rendered]:
    """`render`, which must give the same for the same text, with its latest results kept."""
    short = lru_cache(maxsize=_SHORT_MAX)(render)
    long = lru_cache(maxsize=_LONG_MAX)(render)

    def render_once(text: str) -> Rendered:
        return short(text) if len(text) <= _LENGTH_SHORT_MAX else long(text)

    return render_once
