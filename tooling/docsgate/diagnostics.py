"""What a rule says: where, what is wrong, what to do, and how to mend it.

A diagnostic is a value. Rules make it, fixes apply its edits, reporters show it; nobody
formats it earlier or changes it later.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .text import Span


class Severity(StrEnum):
    """How much a finding weighs. Errors and warnings fail a run, information does not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, order=True, slots=True)
class Edit:
    """Replace the text that `span` covers by `text`. An empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that belong together: all of them are applied, or none.

    A safe fix changes nothing that a reader sees, except for what the finding is about.
    """

    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding at one place in one document.

    `message` says what is wrong with the offending text in backticks, `help` what to write
    instead; each is one line without a full stop. `target` names the only reader for whom the
    finding holds (mkdocs, github, docusaurus, mdx), or is empty when it holds for all. `first`
    marks the one among several at which that reader's compiler stops.
    """

    rule: str
    path: str
    span: Span
    message: str
    help: str = ""
    severity: Severity = Severity.ERROR
    target: str = ""
    fix: Fix | None = None
    first: bool = False
