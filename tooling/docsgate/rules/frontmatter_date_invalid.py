"""
A date is not a date: not of the form `2026-03-01`, or no day of the calendar.

Lists sorted by date come out wrong, and YAML parsers disagree: some fail on `2026-02-30`, some
keep it as text.

Write year, month and day as `YYYY-MM-DD` (ISO 8601). `--fix` does where one day alone can be meant:
`2026/3/1`, `March 1, 2026`; not `03/04/2026`, which is a day in March here and in April there.

Before:

    ---
    date: March 1, 2026
    ---

After:

    ---
    date: 2026-03-01
    ---
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from ..diagnostics import Claim, Diagnostic, Edit, Fix
from ..late_pattern import LatePattern
from ..model.frontmatter import ValueKind
from ..proposals.dates import read_only_day
from ..text import Span
from .shared.date_fields import date_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "frontmatter-date-invalid"

_ISO = LatePattern(
    r"(\d{4})-(\d\d)-(\d\d)(?:(?:[Tt]|[ \t]+)[\d:.]+[ \t]*(?:Z|[+-]\d\d?(?::?\d\d)?)?)?\Z", re.ASCII
)
"""A day, and a time after it as YAML 1.1 has it (yaml.org/type/timestamp)."""


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each date field that holds no calendar date."""
    for entry in date_fields(document):
        text = entry.value.text.strip()
        if entry.value.kind is ValueKind.NULL or not text:
            continue
        if calendar_date(text):
            continue
        message, help_ = f"`{text}` is not a date", "write it as `YYYY-MM-DD`"
        day, fix = read_only_day(text), None
        if _ISO.compiled.match(text):
            message, help_ = f"`{text}` is no day of the calendar", "write the day that was meant"
        elif day is not None:
            help_ = f"write `{day.isoformat()}`"
            fix = _rewrite(document, entry.value.span, text, day.isoformat())
        yield Diagnostic(ID, document.path, entry.value.span, message, help_, fix=fix)


def _rewrite(document: Document, span: Span, text: str, new: str) -> Fix | None:
    """The edit of `text` inside `span`; quotes stay. None where it is written with escapes."""
    at = document.source.slice(span).find(text)
    start = span.start + at
    return Fix((Edit(Span(start, start + len(text)), new),), Claim.FIELD) if at >= 0 else None


def calendar_date(text: str) -> date | None:
    """The day that `text` names in the form `YYYY-MM-DD`, a time after it or not."""
    match = _ISO.compiled.match(text)
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
