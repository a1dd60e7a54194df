"""
A tag is not in lower case with hyphens.

`API Design`, `api_design` and `api-design` become three tags, each with a page of its own.

Write `api-design`. `--fix` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..collections import is_template
from ..diagnostics import Diagnostic, Edit, Fix, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "frontmatter-tag-format"

_KEBAB = re.compile(r"[a-z0-9]+(?:[-.+][a-z0-9]+)*[+#]*")
_WORD_EDGE = re.compile(r"(?<=[a-z0-9])(?=[A-Z][a-z])")
_SEPARATORS = re.compile(r"[\s_/:]+")


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each tag that is not lower-kebab."""
    entry = document.get("tags")
    if entry is None or is_template(document):
        return
    others = {item.text for item in entry.value.items}
    for item in entry.value.items:
        text = item.text.strip()
        if not text or _KEBAB.fullmatch(text):
            continue
        better = kebab(text)
        usable = _KEBAB.fullmatch(better) is not None
        fix = None
        if usable and better not in others and document.source.slice(item.span).find(text) >= 0:
            start = document.source.text.index(text, item.span.start)
            fix = Fix((Edit(type(item.span)(start, start + len(text)), better),))
        message = f"tag `{text}` is not in lower case with hyphens"
        help_ = f"write `{better}`" if usable else "use lower-case letters, digits and hyphens"
        yield Diagnostic(ID, document.path, item.span, message, help_, Severity.WARNING, fix=fix)


def kebab(text: str) -> str:
    """`text` in lower case, its words joined by hyphens."""
    return _SEPARATORS.sub("-", _WORD_EDGE.sub("-", text).lower()).strip("-")
