"""The names of all metrics of the patterns. The pages of the patterns list exactly these."""

from __future__ import annotations

from typing import Final

from .namespaces.registry import PATTERNS

METRICS: Final = {
    name: text for pattern in PATTERNS.values() for name, text in pattern.metrics.items()
}
