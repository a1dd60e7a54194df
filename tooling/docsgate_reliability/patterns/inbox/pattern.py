"""The inbox as one value."""

from __future__ import annotations

from typing import Final

from ..pattern import Pattern
from .rules import forgets_too_early, marks_elsewhere
from .settings import read
from .wire import wire

PATTERN: Final = Pattern(
    name="inbox",
    page="patterns/outbox.md",
    layer=read,
    inside=("outbox",),
    rules=(marks_elsewhere, forgets_too_early),
    wire=wire,
    faults=("inbox.handled",),
    metrics={"inbox.duplicates": "messages that the inbox had already seen"},
)
