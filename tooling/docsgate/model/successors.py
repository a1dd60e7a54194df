"""Which documents of a project supersede which."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .document import Outline


@dataclass(frozen=True)
class Succession:
    """Which document supersedes which. The keys of the mappings are paths.

    For each document, `superseding` holds those that say they supersede it, and `named` those that
    it names as its successors, where the names are clear. `mentioned` holds the collection and
    number of each document that another may say it supersedes. `circular` holds the documents whose
    successors lead back to them, each with its next successor on that circle.
    """

    superseding: Mapping[str, tuple[Outline, ...]] = field(default_factory=dict)
    named: Mapping[str, tuple[Outline, ...]] = field(default_factory=dict)
    mentioned: frozenset[tuple[str, int]] = frozenset()
    circular: Mapping[str, Outline] = field(default_factory=dict)
