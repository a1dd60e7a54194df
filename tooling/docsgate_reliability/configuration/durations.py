"""Times as they are written in a configuration."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .section import Section

LEASE_SECONDS_MIN: Final = 1.0


def written(seconds: float) -> str:
    """`seconds`, rounded up, in the unit in which it reads best, such as `8d` or `90m`."""
    if math.isinf(seconds):
        return "forever"
    for unit, length, least in (("d", 86400, 86400), ("h", 3600, 86400), ("m", 60, 60)):
        if seconds % length == 0 or (seconds > least and unit != "d"):
            return f"{math.ceil(seconds / length)}{unit}"
    return f"{math.ceil(seconds)}s"


def refuse_short_lease(section: Section, key: str, seconds: float) -> None:
    """C14: a lease that is over before its holder can act is taken over all the time."""
    if 0 < seconds < LEASE_SECONDS_MIN:  # None at all was refused where it was read.
        reason = f"`{key}` is over before one call to a slow engine has returned"
        section.refuse("C14", key, reason, f"write `{written(LEASE_SECONDS_MIN)}` or more")
