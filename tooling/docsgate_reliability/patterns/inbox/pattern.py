"""The inbox as one value."""

from __future__ import annotations

from typing import Final

from ..pattern import Pattern
from .settings import read
from .wire import wire

PATTERN: Final = Pattern(
    name="inbox",
    page="patterns/outbox.md",
    layer=read,
    inside=("outbox",),
    wire=wire,
    faults=("inbox.handled",),
    metrics={"inbox.duplicates": "messages that the inbox had already seen"},
)
