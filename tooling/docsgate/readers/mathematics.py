"""Where a document writes mathematics, in which nothing is a link.

The notation is that of GitHub: `$$…$$`, and `$…$` within a line. In the second form there is no
white space inside next to the dollars, and no letter or digit after the closing one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text import Span, inside

if TYPE_CHECKING:
    from ..model.document import Document

_MATH = re.compile(
    r"\$(?<![\\$]\$)(?:\$(?!\$)(?>(?:[^$\\]++|\\.)*)\$\$"
    r"|(?![\s$])(?>(?:[^$\\\r\n]++|\\.)+)(?<!\s)\$(?![\w$]))",
    re.DOTALL,
)


def mathematics(document: Document) -> list[Span]:
    """Spans of mathematics outside code, in file order."""
    text = document.source.text
    if text.count("$") < 2:
        return []
    return [
        Span(*match.span())
        for match in _MATH.finditer(text, document.body_start)
        if not inside(document.code, match.start())
    ]
