"""The status and the date that a decision record keeps in its text, as templates of the field do.

adr-tools (Nygard) writes `## Status` and a paragraph, MADR 2 a list with `* Status: accepted`, and
others a line `**Status:** Accepted` or a row of a table. The labels are known in the languages into
which these templates were translated.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ..late_pattern import LatePattern
from ..text import inside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.document import Document

_TOP_LINES = 40
"""How many lines below the title may hold the lines `Status: …` and `Date: …`."""

_STATUS = (
    "status", "state", "estado", "estatus", "statut", "état", "stato", "statusul", "stav", "stan",
    "durum", "tila", "статус", "стан", "状态", "狀態", "状況", "ステータス", "상태",
)  # fmt: skip
_DATE = (
    "date", "datum", "fecha", "data", "dato", "päiväys", "tarih", "дата", "日期", "日付", "날짜",
)  # fmt: skip
_MARKUP = LatePattern(r"\[([^\]]*)\]\([^)]*\)|<!--.*?-->|[*_`]{1,3}", re.DOTALL)
_NO_PARAGRAPH = ("#", "<!--", "```", "~~~")


def status_in_text(document: Document) -> str:
    """The status in the text of `document`, without markup; empty when there is none."""
    return _in_section(document, _STATUS) or _in_line(document, _STATUS)


def date_in_text(document: Document) -> str:
    """The date in the text of `document`, as it is written; empty when there is none."""
    return _in_line(document, _DATE)


def _in_section(document: Document, labels: Iterable[str]) -> str:
    """The first line below the first heading that is one of `labels`."""
    for heading in document.headings:
        if heading.level == 1 or heading.text.strip(" :").lower() not in labels:
            continue
        for line in document.source.text[heading.span.end :].splitlines():
            if line.lstrip().startswith(_NO_PARAGRAPH):
                break
            if plain := _plain(line.lstrip(" \t>*-+")):
                return plain
    return ""


def _in_line(document: Document, labels: tuple[str, ...]) -> str:
    """What follows one of `labels` and a colon, or in the next cell of a table, near the top."""
    text = document.source.text
    end = document.body_start
    for _ in range(_TOP_LINES):
        end = text.find("\n", end) + 1 or len(text)
    for match in _labelled(labels).finditer(text, document.body_start, end):
        if not inside(document.code, match.start()):
            return _plain(match["value"] or match["cell"] or "")
    return ""


def _plain(text: str) -> str:
    return _MARKUP.compiled.sub(lambda found: found[1] or "", text).strip(" \t|")


@lru_cache
def _labelled(labels: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(map(re.escape, labels))
    return re.compile(
        rf"^[ \t>]*(?:[*+-][ \t]+)?[*_]{{0,3}}(?:{words})[*_]{{0,3}}[ \t]*[:\uff1a][*_]{{0,3}}"
        rf"[ \t]*(?P<value>\S[^\n]*)|^[ \t]*\|[ *_]*(?:{words})[ *_:]*\|(?P<cell>[^|\n]*)",
        re.IGNORECASE | re.MULTILINE,
    )
