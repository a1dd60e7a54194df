"""How severe a finding is, where that depends on what a reader meets.

tests/test_weights.py holds it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...configuration.settings import Target
from ...diagnostics import Severity
from ...readers.verdicts import Outcome

if TYPE_CHECKING:
    from ...model.document import Document, Fence
    from ...readers.verdicts import Judged
    from ...text import Span

_ITEM = r"[ \t>]*(?:[-*+]|\d+[.)])[ \t]"
_MARKER = r"[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?"


def of_unclosed(text: str, fence: Fence) -> Severity:
    """A note where the page of `text` looks as meant although nothing closes `fence`."""
    from ...parsing.swallowed_prose import holds_prose

    harms = holds_prose(text, *fence.content) or _spills(text, fence.span.end)
    return Severity.ERROR if harms else Severity.INFO


def of_placeholder(document: Document, span: Span, written: str) -> Severity:
    """A note for a hint to the author: several words alone in a line or an item."""
    is_hint = written.count(" ") > 1 and _is_alone(document, span)
    return Severity.INFO if is_hint else Severity.WARNING


def of_case(judged: Judged, otherwise: Severity) -> Severity:
    """A warning for a route of Docusaurus, whose router does not regard case."""
    return Severity.WARNING if _is_route(judged) else otherwise


def of_undefined(document: Document, span: Span, label: str, otherwise: Severity) -> Severity:
    """A note where the brackets may be text, and no reference."""
    from ...links.bracketed_text import may_be_text

    return Severity.INFO if may_be_text(document, span, label) else otherwise


def _spills(text: str, end: int) -> bool:
    """Whether the line below a block that ends at `end` goes on with it, out of its item or quote.

    A blank line or the next item are where the author would have closed the block.
    """
    line = text[end:].removeprefix("\n" if text[end - 1 : end] != "\n" else "").partition("\n")[0]
    return line.strip() != "" and re.match(_ITEM, line) is None


def _is_alone(document: Document, span: Span) -> bool:
    """Whether `span` is all that is in its line, or in the line of an item."""
    text = document.source.text
    before = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    after = text[span.end :].partition("\n")[0]
    return not after.strip() and re.fullmatch(_MARKER, before) is not None


def _is_route(judged: Judged) -> bool:
    """Whether only Docusaurus misses the spelling, and the link is no path of a document."""
    readers = {target for target, verdict in judged.verdicts if verdict.outcome is Outcome.CASE}
    is_page = not judged.link.is_image and not judged.address.path.endswith((".md", ".mdx"))
    return is_page and readers == {Target.DOCUSAURUS}
