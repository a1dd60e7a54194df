"""Dates that are not written as ISO 8601 (`2026-03-01`), but can mean one day only.

    2026/3/1  2026-3-1  2026.03.01  20260301      the year comes first, then month and day
    March 1, 2026  1 March 2026  Mar 1st 2026     the month is an English name

`03/04/2026` is not among them: it is a day in March for some readers and in April for others.
"""

from __future__ import annotations

import re
from datetime import date

from ..late_pattern import LatePattern

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_NAME = r"(?P<name>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    LatePattern(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})",
        rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)",
        rf"{_NAME} {_DAY},? {_YEAR}",
        rf"{_DAY} {_NAME},? {_YEAR}",
    )
)


def read_only_day(text: str) -> date | None:
    """The one day that `text` can mean; None when it has no form above or there is no such day."""
    for form in _FORMS:
        match = form.compiled.fullmatch(text)
        if match:
            parts = match.groupdict()
            month = int(parts["month"]) if "month" in parts else _month(parts["name"])
            try:
                return date(int(parts["year"]), month, int(parts["day"]))
            except ValueError:
                return None
    return None


def _month(name: str) -> int:
    """The number of the month whose name, or its first three letters, is `name`; nought if none."""
    lower = name.lower()
    for number, month in enumerate(_MONTHS, 1):
        if lower in (month, month[:3]) or (lower, month) == ("sept", "september"):
            return number
    return 0
