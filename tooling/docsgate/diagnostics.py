"""What a rule says: where, what is wrong, what to do, and how to mend it.

A diagnostic is a value. Rules make it, fixes apply its edits, reporters show it; nobody
formats it earlier or changes it later.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .text import Span


class Severity(StrEnum):
    """How much a finding weighs. Errors and warnings fail a run, information does not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Edit(NamedTuple):
    """Replace the text that `span` covers by `text`. An empty span inserts."""

    span: Span
    text: str


class Claim(IntEnum):
    """What a fix claims to change; its proof allows that and nothing else.

    The order is that in which fixes are applied, since a fence decides what is code. "The site" is
    what mkdocs builds, where that is one of the readers.

    | claim      | GitHub shows                           | the site shows                 |
    |------------|----------------------------------------|--------------------------------|
    | FENCES     | as code what the repaired fences hold  | anything                       |
    | CODE       | the same                               | the code that GitHub shows     |
    | FIELD      | the same, but for one field of the frontmatter                          |
    | SAME       | the same                               | the same, or what GitHub shows |
    | LISTS      | the same                               | the lists that GitHub shows    |
    | LINK       | the same, but for where a link leads                                    |
    | COMMENT    | the same, but for comments, which nobody sees                           |
    | SHOWN      | also what browsers hid as raw HTML     | anything                       |
    | SPACE      | the same                               | the same                       |
    | ATTRIBUTES | other text between braces              | the same attributes            |

    FENCES change no line but those of fences, and SHOWN loses no word. SPACE is apart from SAME so
    that no fix of white space keeps others waiting.
    """

    FENCES = 0
    CODE = 1
    FIELD = 2
    SAME = 3
    LISTS = 4
    LINK = 5
    COMMENT = 6
    SHOWN = 7
    SPACE = 8
    ATTRIBUTES = 9


class Fix(NamedTuple):
    """Edits that belong together: all of them are applied, or none.

    `claim` says what stays the same for which reader. A safe fix changes nothing that a reader
    sees, except for what the finding is about.
    """

    edits: tuple[Edit, ...]
    claim: Claim
    safe: bool = True


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding at one place in one document.

    `message` says what is wrong with the offending text in backticks, `help` what to write
    instead; each is one line without a full stop. `targets` are the readers for whom the finding
    holds (mkdocs, github, docusaurus, mdx); it is empty when it holds for all. `stops` are those
    among them whose compiler stops at this finding, and not at an earlier one. Of the findings with
    one message that are said `once`, a report has the first only, because they have one cause.
    """

    rule: str
    path: str
    span: Span
    message: str
    help: str = ""
    severity: Severity = Severity.ERROR
    targets: tuple[str, ...] = ()
    fix: Fix | None = None
    stops: tuple[str, ...] = ()
    once: bool = False

    @property
    def target(self) -> str:
        """The first of `targets`; empty when the finding holds for all readers."""
        return self.targets[0] if self.targets else ""
