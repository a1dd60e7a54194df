"""A heading as a builder of sites reads it."""

from __future__ import annotations

from typing import NamedTuple


class ShownHeading(NamedTuple):
    """A heading of level `depth`. `text` is what its slug is made of; `id` is empty for none."""

    depth: int
    text: str
    id: str
