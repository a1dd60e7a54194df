"""A time as it is written in a configuration."""

from __future__ import annotations

import math


def written(seconds: float) -> str:
    """`seconds`, rounded up, in the unit in which it reads best, such as `8d` or `90m`."""
    if math.isinf(seconds):
        return "forever"
    for unit, length, least in (("d", 86400, 86400), ("h", 3600, 86400), ("m", 60, 60)):
        if seconds % length == 0 or (seconds > least and unit != "d"):
            return f"{math.ceil(seconds / length)}{unit}"
    return f"{math.ceil(seconds)}s"
