"""
The status is not one that the collection allows.

The index cannot sort the document, the badge shows a word that nobody defined, and nobody can
tell whether the decision binds.

Write one of the configured statuses. Upper and lower case do not matter, and a successor may
follow, as in `Superseded by ADR-012`. Where none were configured, the usual ones are allowed, and
those that several documents of the folder share; others are reported if four in five of at least
five documents have one of these.

Before:

    ---
    status: Acepted
    ---

After:

    ---
    status: Accepted
    ---
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..decisions.statuses import is_known, status_word
from ..diagnostics import Diagnostic
from ..late_pattern import LatePattern
from ..model.frontmatter import ValueKind
from ..nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ..model.document import Document
    from ..project import Project

ID = "frontmatter-status-unknown"

_SUCCESSOR = LatePattern(r"(?<!\s)\s++by\s++\S.*\Z", re.DOTALL)


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report a status outside the collection's list."""
    collection, entry = document.membership, document.get("status")
    if collection is None or entry is None or entry.value.kind is ValueKind.NULL:
        return
    status = _SUCCESSOR.compiled.sub("", entry.value.text.strip())
    allowed = {name.lower(): name for name in collection.statuses}
    if not (allowed and status) or status.lower() in allowed:
        return
    message = f"unknown status `{entry.value.text.strip()}`"
    if collection.is_observed:
        custom = collection.custom
        assert custom is not None, "loading tells what members do before a rule is asked"
        if not custom.statuses or _is_usual(status, allowed):
            return
        message += f"; {custom.says(custom.statuses)} have one that is known"
    near = nearest(status.lower(), allowed, likeness=0.75)
    known = ", ".join(collection.statuses)
    help_ = f"did you mean `{allowed[near]}`" if near else f"write one of {known}"
    yield Diagnostic(ID, document.path, entry.value.span, message, help_)


def _is_usual(status: str, allowed: Container[str]) -> bool:
    """Whether the words before any remark are one of `allowed`, or known elsewhere."""
    return is_known(status) or status_word(status).lower() in allowed
