"""The status and the date of decisions that keep them in their text."""

import pytest

from docsgate.configuration.known_layouts import COLLECTIONS
from docsgate.decisions.facts import date_of, status_of
from docsgate.parsing.markdown import parse
from docsgate.text import Source

ADR = next(one for one in COLLECTIONS if one.is_observed)


@pytest.mark.parametrize(
    ("text", "status", "date"),
    [
        ("# 1. A\n\nDate: 2026-01-03\n\n## Status\n\nAccepted\n", "Accepted", "2026-01-03"),
        ("# A\n\n* Status: accepted\n* Date: 2026-01-03\n", "accepted", "2026-01-03"),
        ("# A\n\n- **Status:** Accepted\n", "Accepted", ""),
        ("# A\n\n**Status**: Accepted\n", "Accepted", ""),
        (
            "# A\n\n| Status | Accepted |\n|--|--|\n| Date | 2026-01-03 |\n",
            "Accepted",
            "2026-01-03",
        ),
        ("# 1. A\n\nFecha: 2026-01-03\n\n## Estado\n\nAceptado\n", "Aceptado", "2026-01-03"),
        ("# 1. A\n\n日付: 2026-01-03\n\n## ステータス\n\n承認済み\n", "承認済み", "2026-01-03"),
        ("# A\n\n## Status\n\nSuperseded by [2. B](0002-b.md)\n", "Superseded by 2. B", ""),
        ("# A\n\n## Status\n\n* Proposed\n", "Proposed", ""),
        ("# A\n\n## Status\n\n<!-- fill in -->\n\n## Context\n\nText\n", "", ""),
        ("# Status\n\nText\n", "", ""),
        ("# A\n\n```text\nStatus: accepted\n```\n", "", ""),
        ("---\nstatus: Draft\n---\n\n# A\n\n## Status\n\nAccepted\n", "Draft", ""),
    ],
)
def test_the_text_says_the_status(text, status, date):
    document = parse(Source("adr/0001-a.md", text), ADR)

    assert (status_of(document), date_of(document)) == (status, date)


def test_a_line_far_below_the_title_says_nothing():
    text = "# A\n" + "\n" * 50 + "Status: accepted\n"

    assert not status_of(parse(Source("adr/0001-a.md", text), ADR))
