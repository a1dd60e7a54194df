"""What `docsgate pattern run` needs to know of a pattern."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from .opened import OpenNamespace


@dataclass(frozen=True, slots=True)
class Stage:
    """Where a demonstration plays: an open namespace, a folder, and what was counted so far.

    `say` prints one line.
    """

    namespace: OpenNamespace
    folder: Path
    meter: Counter[str]
    say: Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """A pattern at work. It is killed at its worst moment, and run again without a fault.

    `namespace` is its configuration, in which `{queue}` is the backend of the queue; `db` is a
    database and `blobs` an object store. `worst` is the step, and how often it is reached before
    the process dies there: a moment that a naive implementation does not survive. `run` plays the
    whole, and says whether `promise` holds. `left` says what the dead process left behind.
    """

    namespace: str
    worst: tuple[str, int]
    run: Callable[[Stage], Awaitable[bool]]
    left: Callable[[Stage], Awaitable[str]]
    promise: str
