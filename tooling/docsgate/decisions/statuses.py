"""
What the status of a document says of it, as far as its words are known.

A status in other words, or in another language, says nothing here: nobody is told that a document
holds, or does not, because of a guess.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..model.document import Outline

_IN_FORCE = frozenset(
    {
        *("accepted", "implemented", "active", "approved", "final", "adopted", "decided"),
        *("effective", "ratified", "agreed", "done", "completed", "stable"),
    }
)
_OPEN = frozenset({"draft", "proposed"})
_AGAINST = frozenset({"rejected", "withdrawn"})
_OVER = re.compile(
    r"supers?[ce]{1,2}d|obsolet|deprecat|replac|reject|withdr|retire|\bnot?\b", re.IGNORECASE
)
_SUPERSEDED = ("superseded", "replaced", "obsolete", "deprecated", "retired", "archived")
_NOTHING = frozenset({"", "~", "null", "none", "n/a", "na", "tbd", "-", "?"})
_WORD = re.compile(r"[^a-z]*([a-z]+)")


def is_nothing(text: str) -> bool:
    """Whether a value stands for none."""
    return text.strip().lower() in _NOTHING


def _first_word(status: str) -> str:
    """The first word of a status in lower case, behind pictures and marks."""
    match = _WORD.match(status.lower())
    return match[1] if match else ""


def is_in_force(status: str) -> bool:
    """Whether a status says that the decision holds."""
    return _first_word(status) in _IN_FORCE and not _OVER.search(status)


def is_open(status: str) -> bool:
    """Whether a status says that nothing is decided yet."""
    return _first_word(status) in _OPEN and not _OVER.search(status)


def is_rejected(status: str) -> bool:
    """Whether a status says that it was decided against the document."""
    return _first_word(status) in _AGAINST


def has_held(outline: Outline) -> bool:
    """Whether a document was accepted at some time."""
    status = outline.text("status")
    return is_in_force(status) or _first_word(status) in {"superseded", "deprecated"}


def is_superseded(status: str) -> bool:
    """Whether a status says that another document took the place of this one."""
    return _first_word(status) == "superseded"


def superseded_among(statuses: Collection[str]) -> str | None:
    """The one of `statuses` for a document that another replaced; without any, `Superseded`."""
    if not statuses:
        return "Superseded"
    known = {name.lower(): name for name in reversed(list(statuses))}
    return next((known[word] for word in _SUPERSEDED if word in known), None)
