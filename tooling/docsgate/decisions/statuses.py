"""What the status of a document means, where its words are known.

A status in other words, or in another language, means nothing here: whether a document holds is
never guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..late_pattern import LatePattern

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..model.outline import Outline

_IN_FORCE = frozenset(
    {
        *("accepted", "implemented", "active", "approved", "final", "adopted", "decided"),
        *("effective", "ratified", "agreed", "done", "completed", "stable"),
    }
)
_OPEN = frozenset({"draft", "proposed"})
_AGAINST = frozenset({"rejected", "withdrawn"})
_OVER = LatePattern(
    r"supers?[ce]{1,2}d|obsolet|deprecat|replac|reject|withdr|retire|\bnot?\b", re.IGNORECASE
)
_SUPERSEDED = ("superseded", "replaced", "obsolete", "deprecated", "retired", "archived")
_NOTHING = frozenset({"", "~", "null", "none", "n/a", "na", "tbd", "-", "?"})
_AFTER = LatePattern(r"\s+by\s|[^\w\s-]|\s-\s")
_WORD = LatePattern(r"[^a-z]*([a-z]+)")


def is_nothing(text: str) -> bool:
    """Whether `text` is empty, or a word that means "no value"."""
    return text.strip().lower() in _NOTHING


def _first_word(status: str) -> str:
    """The first word of a status in lower case, without emoji and marks before it."""
    match = _WORD.compiled.match(status.lower())
    return match[1] if match else ""


def status_word(status: str) -> str:
    """A status without what follows it: `Superseded` of `Superseded by ADR-012 (2026)`."""
    return _AFTER.compiled.split(status.strip(), maxsplit=1)[0].strip()


def is_known(status: str) -> bool:
    """Whether the first word of a status is one whose meaning is known."""
    known = (_IN_FORCE, _OPEN, _AGAINST, _SUPERSEDED)
    return any(_first_word(status) in words for words in known)


def is_in_force(status: str) -> bool:
    """Whether a status says that the decision holds."""
    return _first_word(status) in _IN_FORCE and not _OVER.compiled.search(status)


def is_open(status: str) -> bool:
    """Whether a status says that nothing is decided yet."""
    return _first_word(status) in _OPEN and not _OVER.compiled.search(status)


def is_rejected(status: str) -> bool:
    """Whether a status says that the document was rejected or withdrawn."""
    return _first_word(status) in _AGAINST


def has_held(outline: Outline) -> bool:
    """Whether a document is accepted, or was accepted before something replaced it."""
    status = outline.text("status")
    return is_in_force(status) or _first_word(status) in {"superseded", "deprecated"}


def is_superseded(status: str) -> bool:
    """Whether a status says that another document took the place of this one."""
    return _first_word(status) == "superseded"


def superseded_among(statuses: Collection[str]) -> str | None:
    """The one of `statuses` that says that another document replaced this one.

    It is `Superseded` where no statuses are given, and None where none of them says so.
    """
    if not statuses:
        return "Superseded"
    known = {name.lower(): name for name in reversed(list(statuses))}
    return next((known[word] for word in _SUPERSEDED if word in known), None)
