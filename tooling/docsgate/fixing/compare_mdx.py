"""Compares what MDX makes of a document before and after a fix.

It asks the scanner and not the findings, because those are only of the rules that run: with
`--select` or a comment that silences a rule, nobody would see that a page no longer compiles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Claim
from ..mdx import scan
from ..mdx.page_outline import page_outline
from ..model.mdx_dialects import dialects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..configuration.settings import Config
    from ..diagnostics import Diagnostic
    from ..mdx import Dialect
    from ..mdx.page_outline import Block
    from ..model.document import Document

_RENDERED = "mdx-render-"
_TAGS = frozenset({"open", "close"})


def compare_mdx(
    before: Document, after: Document, mended: Iterable[Diagnostic], claim: Claim, config: Config
) -> str:
    """The reason, unless each compiler that accepts `before` accepts `after` and shows the same.

    A fix for MDX changes what MDX shows, but inside JSX elements it makes neither code of prose nor
    prose of code, and code that was only indented holds no element. One of fences may change any
    block.
    """
    old, new = before.source.text, after.source.text
    rules = {found.rule for found in mended}
    for target, dialect in dialects(before, config):
        was_accepted = _is_accepted(before, dialect, config)
        if was_accepted and not _is_accepted(after, dialect, config):
            return f"{target.label} would not compile the page any more"
        if claim is Claim.FENCES or not was_accepted:
            continue
        blocks = [_shown(text, dialect, rules) for text in (old, new)]
        if blocks[0] != blocks[1]:
            return f"the page would look different in {target.label}"
    return ""


def _is_accepted(document: Document, dialect: Dialect, config: Config) -> bool:
    """Whether the compiler of `dialect` accepts `document`. It is asked only where it must be."""
    rejections = (found.rule for _, found in document.mdx if not found.rule.startswith(_RENDERED))
    if config.scans_mdx and not any(rejections):
        return True
    return not scan(document.source.text, dialect)


def _shown(text: str, dialect: Dialect, rules: set[str]) -> list[Block]:
    """The blocks of `text` that fixes for `rules` must leave alone."""
    blocks = page_outline(text, dialect).blocks
    if not any(rule.startswith("mdx-") for rule in rules):
        return list(blocks)
    kept = _TAGS if rules == {"mdx-render-indented"} else frozenset()
    inside = [block for block in blocks if block.kind == "code" and block.is_inside]
    return inside + [block for block in blocks if block.kind in kept]
