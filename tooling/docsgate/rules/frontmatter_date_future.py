"""
A date lies in the future.

A decision cannot have been taken tomorrow; most often the year or the month is mistyped.

Write the day on which it happened. Tomorrow is allowed, because the author's day may have begun
before that of the machine that checks.

Before:

    ---
    date: 2062-03-01
    ---

After:

    ---
    date: 2026-03-01
    ---
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from .frontmatter_date_invalid import calendar_date
from .shared.date_fields import date_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "frontmatter-date-future"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each valid date after tomorrow."""
    latest = date.fromisoformat(project.today) + timedelta(days=1)
    for entry in date_fields(document):
        written = calendar_date(entry.value.text.strip())
        if written and written > latest:
            message = f"`{entry.key}` lies in the future: `{written}`"
            help_ = f"today is {project.today}"
            yield Diagnostic(ID, document.path, entry.value.span, message, help_)
