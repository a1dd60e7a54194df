"""
A tag is not in lower case with hyphens.

`API Design`, `api_design` and `api-design` become three tags, each with a page of its own.

Write the words in lower case, with hyphens between them. `--fix` does where it need not guess:
`GitHub` may be one word or two.

Before:

    ---
    tags: [API Design]
    ---

After:

    ---
    tags: [api-design]
    ---
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from ..diagnostics import Claim, Diagnostic, Edit, Fix, Severity
from ..text import Span
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "frontmatter-tag-format"
WEIGHT = Weight.STYLE

_KEBAB = re.compile(r"[^\W_]++(?>(?:[-.+][^\W_]++)*)[+#]*")
_WORD_EDGE = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[\s_/:]+")


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each tag that is not lower-kebab."""
    entry = document.get("tags")
    if entry is None or document.is_template:
        return
    spellings = Counter(_to_kebab(item.text.strip()) for item in entry.value.items)
    for item in entry.value.items:
        text = item.text.strip()
        if not text or _is_kebab(text):
            continue
        better = _to_kebab(text)
        at = document.source.slice(item.span).find(text)
        words = _WORD_EDGE.sub("-", text).lower()
        fix, help_ = None, "use lower-case letters, digits and hyphens"
        if _is_kebab(better) and words != text.lower():
            help_ = f"write `{_to_kebab(words)}` or `{better}`"
        elif _is_kebab(better):
            help_ = f"write `{better}`"
            if at >= 0 and spellings[better] == 1:
                start = item.span.start + at
                fix = Fix((Edit(Span(start, start + len(text)), better),), Claim.FIELD)
        message = f"tag `{text}` is not in lower case with hyphens"
        yield Diagnostic(ID, document.path, item.span, message, help_, Severity.WARNING, fix=fix)


def _is_kebab(text: str) -> bool:
    return text == text.lower() and _KEBAB.fullmatch(text) is not None


def _to_kebab(text: str) -> str:
    """`text` in lower case, its words joined by hyphens."""
    return _SEPARATORS.sub("-", text.lower()).strip("-")
