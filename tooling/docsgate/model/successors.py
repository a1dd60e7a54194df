"""Which documents of a project supersede which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .outline import Outline


class Succession(NamedTuple):
    """Which document supersedes which. The keys of the mappings are paths.

    For each document, `superseding` holds those that say they supersede it, and `named` those that
    it names as its successors, where the names are clear. `mentioned` holds the collection and
    number of each document that another may say it supersedes. `circular` holds the documents whose
    successors lead back to them, each with its next successor on that circle.
    """

    superseding: Mapping[str, tuple[Outline, ...]]
    named: Mapping[str, tuple[Outline, ...]]
    mentioned: frozenset[tuple[str, int]]
    circular: Mapping[str, Outline]
