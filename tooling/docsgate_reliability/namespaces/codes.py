"""The codes of all refusals. Each has a good and a bad example in tests/reliability/refusals."""

from __future__ import annotations

from typing import Final

from ..configuration.refusals import COMMON
from .registry import PATTERNS

_OF_PATTERNS = {code: text for each in PATTERNS.values() for code, text in each.codes.items()}
CODES: Final = dict(sorted({**COMMON, **_OF_PATTERNS}.items()))
